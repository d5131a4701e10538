import { ServiceOnly } from '@aftercare/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import * as z from 'zod';
import { QuarterlySlots, type SlotNow } from '../../../licences/application/quarterly-slots.js';
import { SurveyStore, type Survey } from '../../application/ports.js';

const id = z.string().min(1).max(64);
const MOST = 500;
const surveyRefs = z.strictObject({ refs: z.array(z.strictObject({ clinicId: id, surveyId: id })).max(MOST) });

/** Nothing is asked without a licence in force, even before its end has reached the form. */
const stateNow = ({ instrument, set, state }: Survey, slot: SlotNow | undefined) => {
  if (instrument !== 'quarterly@1' || state === 'answered' || isFilledWith(slot, set)) return { state };
  return { state: 'withdrawn' as const, reason: 'LICENCE_ENDED' };
};

const isFilledWith = (slot: SlotNow | undefined, set: Survey['set']): boolean =>
  slot?.kind === 'on' && slot.set === set;

/** What other services ask about surveys, always in bulk. */
@ServiceOnly()
@Controller('internal')
export class LookUpsController {
  constructor(
    private readonly surveys: SurveyStore,
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
}
