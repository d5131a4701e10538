import { ServiceOnly } from '@aftercare/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import * as z from 'zod';
import { OwnMessages } from '../../../choices/application/own-messages.js';
import type { OwnMessage } from '../../../choices/application/own-messages.js';
import { AskForLink } from '../../application/ask-for-link.js';
import { SeeOwnPages } from '../../application/own-pages.js';
import type { OwnPages } from '../../application/own-pages.js';
import { RedeemLink } from '../../application/redeem-link.js';
import type { Redeemed } from '../../application/redeem-link.js';
import { RenewLink } from '../../application/renew-link.js';

const id = z.string().min(1).max(64);
const token = z.string().min(1).max(64);
const asked = z.strictObject({ address: z.string().max(254), returnTo: z.string().startsWith('/').max(200) });
const renewed = z.strictObject({ token });
const redeemed = z.strictObject({ token, attempt: id });
const listed = z.strictObject({ clinicId: id, clientRef: id });
const shown = z.strictObject({ clinicId: id, clientRefs: z.array(id).min(1).max(50) });

/** The same words whether anybody has the address. */
const HEARD = { heard: true } as const;

/** For the gateway, which signs clients in: it knows browsers, and here is who they may be. */
@ServiceOnly()
@Controller('internal/personal-links')
export class PersonalLinksController {
  constructor(
    private readonly ask: AskForLink,
    private readonly renew: RenewLink,
    private readonly redeem: RedeemLink,
    private readonly pages: SeeOwnPages,
    private readonly messages: OwnMessages,
  ) {}

  @Post()
  @HttpCode(202)
  async wish(@Body({ schema: asked }) body: z.infer<typeof asked>): Promise<typeof HEARD> {
    await this.ask.execute(body);
    return HEARD;
  }

  @Post('renew')
  @HttpCode(202)
  async again(@Body({ schema: renewed }) body: z.infer<typeof renewed>): Promise<typeof HEARD> {
    await this.renew.execute(body.token);
    return HEARD;
  }

  /** `opens` is null for a link that is used, too old or unknown. */
  @Post('redeem')
  @HttpCode(200)
  async use(@Body({ schema: redeemed }) body: z.infer<typeof redeemed>): Promise<{ readonly opens: Redeemed | null }> {
    return { opens: (await this.redeem.execute(body)) ?? null };
  }

  /** `pages` is null for a clinic that nobody knows; clients who are gone are left out. */
  @Post('pages')
  @HttpCode(200)
  async show(@Body({ schema: shown }) body: z.infer<typeof shown>): Promise<{ readonly pages: OwnPages | null }> {
    return { pages: (await this.pages.execute(body.clinicId, body.clientRefs)) ?? null };
  }

  /** What was sent to a client, what comes, and what did not, the newest first. */
  @Post('messages')
  @HttpCode(200)
  async list(
    @Body({ schema: listed }) body: z.infer<typeof listed>,
  ): Promise<{ readonly items: readonly OwnMessage[] }> {
    return { items: await this.messages.of(body) };
  }
}
