import { nameOf } from '@aftercare/messaging';
import { ServiceOnly } from '@aftercare/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import * as z from 'zod';
import { QuarterlySlots, type SlotNow } from '../../../licences/application/quarterly-slots.js';
import { Flags } from '../../../safety/application/flags.js';
import {
  CadenceStore,
  demandingPeriodsOf,
  noInputs,
  pooledWindowsOf,
  stressOf,
  SurveyStore,
  type CadenceInputs,
  type PooledWindow,
  type Survey,
} from '../../application/ports.js';

const id = z.string().min(1).max(64);
const MOST = 500;
const surveyRefs = z.strictObject({ refs: z.array(z.strictObject({ clinicId: id, surveyId: id })).max(MOST) });
const clientRefs = z.strictObject({ refs: z.array(z.strictObject({ clinicId: id, clientRef: id })).max(MOST) });

const effectView = (effect: CadenceInputs['lastEffect']) =>
  effect === undefined ? null : { sessionId: effect.sessionId, worst: effect.worst ?? null, lasting: effect.lasting };

const windowView = (window: PooledWindow) => ({ ...window, headacheDays: window.headacheDays ?? null });

/** Somebody without any answer has a row of nulls: not answered is not zero. */
const inputsView = (inputs: CadenceInputs, openFlag: 'E' | 'U' | 'R' | undefined) => ({
  clinicId: inputs.clinicId,
  clientRef: inputs.clientRef,
  openFlag: openFlag ?? null,
  wish: inputs.wish ?? null,
  stress: stressOf(inputs) ?? null,
  demandingPeriods: demandingPeriodsOf(inputs),
  lastEffect: effectView(inputs.lastEffect),
  // Recalled counts; those of a diary come with the diary.
  burdenWindows: pooledWindowsOf(inputs).map(windowView),
});

/** Nothing is asked without a licence in force, even before its end has reached the form. */
const stateNow = ({ instrument, set, state }: Survey, slot: SlotNow | undefined) => {
  if (instrument !== 'quarterly@1' || state === 'answered' || isFilledWith(slot, set)) return { state };
  return { state: 'withdrawn' as const, reason: 'LICENCE_ENDED' };
};

const isFilledWith = (slot: SlotNow | undefined, set: Survey['set']): boolean =>
  slot?.kind === 'on' && slot.set === set;

/** What other services ask about surveys and clients, always in bulk. */
@ServiceOnly()
@Controller('internal')
export class LookUpsController {
  constructor(
    private readonly surveys: SurveyStore,
    private readonly cadence: CadenceStore,
    private readonly flags: Flags,
    private readonly slots: QuarterlySlots,
  ) {}

  /** State of surveys at send time. */
  @Post('surveys/look-up')
  @HttpCode(200)
  async lookUp(@Body({ schema: surveyRefs }) { refs }: z.output<typeof surveyRefs>) {
    const found = await this.surveys.many(refs.map(({ clinicId, surveyId }) => ({ clinicId, id: surveyId })));
    const slots = await this.slots.of(found.map(({ state }) => state.clinicId));
    return {
      items: found.map(({ state }) => ({
        clinicId: state.clinicId,
        surveyId: state.id,
        ...stateNow(state, slots.get(state.clinicId)),
        generation: state.generation,
        closesAt: state.times.closesAt.toISOString(),
      })),
    };
  }

  /** What a client's next day may depend on. */
  @Post('cadence-inputs')
  @HttpCode(200)
  async cadenceInputs(@Body({ schema: clientRefs }) { refs }: z.output<typeof clientRefs>) {
    const keys = refs.map(({ clinicId, clientRef }) => ({ clinicId, id: clientRef }));
    const [inputs, levels] = await Promise.all([this.cadence.many(keys), this.flags.gravestOf(keys)]);
    return {
      items: keys.map((key) =>
        inputsView(inputs.get(nameOf(key))?.state ?? noInputs(key.clinicId, key.id), levels.get(nameOf(key))),
      ),
    };
  }
}
