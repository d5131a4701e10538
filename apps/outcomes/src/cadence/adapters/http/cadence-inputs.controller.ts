import { nameOf } from '@aftercare/messaging';
import { ServiceOnly } from '@aftercare/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import * as z from 'zod';
import { DiaryWindows, type DiaryWindow } from '../../../diary/application/diary-windows.js';
import { Flags } from '../../../safety/application/flags.js';
import {
  CadenceStore,
  demandingPeriodsOf,
  noInputs,
  stressOf,
  type CadenceInputs,
} from '../../../surveys/application/ports.js';
import { toldBurden } from '../../application/told-burden.js';

const id = z.string().min(1).max(64);
const MOST = 500;
const clientRefs = z.strictObject({ refs: z.array(z.strictObject({ clinicId: id, clientRef: id })).max(MOST) });

const effectView = (effect: CadenceInputs['lastEffect']) =>
  effect === undefined ? null : { sessionId: effect.sessionId, worst: effect.worst ?? null, lasting: effect.lasting };

const burdenView = (inputs: CadenceInputs, diary: readonly DiaryWindow[]) => {
  const { source, windows } = toldBurden(inputs, diary);
  return { burdenSource: source, burdenWindows: windows };
};

/** Somebody without any answer has a row of nulls: not answered is not zero. */
const inputsView = (inputs: CadenceInputs, openFlag: 'E' | 'U' | 'R' | undefined, diary: readonly DiaryWindow[]) => ({
  clinicId: inputs.clinicId,
  clientRef: inputs.clientRef,
  openFlag: openFlag ?? null,
  wish: inputs.wish ?? null,
  stress: stressOf(inputs) ?? null,
  demandingPeriods: demandingPeriodsOf(inputs),
  lastEffect: effectView(inputs.lastEffect),
  ...burdenView(inputs, diary),
});

/** What scheduling asks about clients before it names a day, always in bulk. */
@ServiceOnly()
@Controller('internal/cadence-inputs')
export class CadenceInputsController {
  constructor(
    private readonly cadence: CadenceStore,
    private readonly flags: Flags,
    private readonly diaries: DiaryWindows,
  ) {}

  @Post()
  @HttpCode(200)
  async lookUp(@Body({ schema: clientRefs }) { refs }: z.output<typeof clientRefs>) {
    const keys = refs.map(({ clinicId, clientRef }) => ({ clinicId, id: clientRef }));
    const [inputs, levels, diaries] = await Promise.all([
      this.cadence.many(keys),
      this.flags.gravestOf(keys),
      this.diaries.of(keys),
    ]);
    return {
      items: keys.map((key) => {
        const name = nameOf(key);
        const known = inputs.get(name)?.state ?? noInputs(key.clinicId, key.id);
        return inputsView(known, levels.get(name), diaries.get(name) ?? []);
      }),
    };
  }
}
