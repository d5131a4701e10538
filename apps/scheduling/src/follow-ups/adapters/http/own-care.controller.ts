import { ServiceOnly } from '@aftercare/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import * as z from 'zod';
import { OwnCare } from '../../application/own-care.js';
import type { OwnCareView } from '../../application/own-care.js';

const id = z.string().min(1).max(64);
const client = { clinicId: id, clientRef: id };
const day = z.iso.date();
const wish = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('days'), days: z.int().min(7).max(56) }),
    z.strictObject({ kind: z.literal('pause'), until: day }),
    z.strictObject({ kind: z.literal('none') }),
  ])
  .nullable();

const seen = z.strictObject(client);
const wished = z.strictObject({ ...client, wish });
const declared = z.strictObject({ ...client, id, from: day, to: day });
const takenBack = z.strictObject({ ...client, id });

interface Kept {
  readonly kept: boolean;
}

const keyOf = (body: { readonly clinicId: string; readonly clientRef: string }) => ({
  clinicId: body.clinicId,
  id: body.clientRef,
});

/** For the gateway, which knows whose pages a browser has open. Everything here may be asked twice. */
@ServiceOnly()
@Controller('internal/own-care')
export class OwnCareController {
  constructor(private readonly care: OwnCare) {}

  @Post()
  @HttpCode(200)
  async see(@Body({ schema: seen }) body: z.infer<typeof seen>): Promise<{ readonly care: OwnCareView | null }> {
    return { care: (await this.care.see(keyOf(body))) ?? null };
  }

  @Post('wish')
  @HttpCode(200)
  async wish(@Body({ schema: wished }) body: z.infer<typeof wished>): Promise<Kept> {
    return { kept: await this.care.wish(keyOf(body), body.wish) };
  }

  @Post('stress-periods')
  @HttpCode(200)
  async declare(@Body({ schema: declared }) body: z.infer<typeof declared>): Promise<Kept> {
    const { id: name, from, to } = body;
    return { kept: await this.care.declare(keyOf(body), { id: name, from, to }) };
  }

  @Post('stress-periods/take-back')
  @HttpCode(200)
  async takeBack(@Body({ schema: takenBack }) body: z.infer<typeof takenBack>): Promise<Kept> {
    return { kept: await this.care.takeBack(keyOf(body), body.id) };
  }
}
