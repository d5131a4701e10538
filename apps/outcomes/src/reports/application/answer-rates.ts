import { answerRateFellV1 } from '@aftercare/contracts';
import type { LocalDate } from '@aftercare/kernel';
import { say, type Loaded, type Transaction, type UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { judge, JUDGED_FORMS, type AnswerRate, type FormOver, type JudgedClinic } from '../domain/answer-rate.js';
import { AnswerRateStore } from './ports.js';

export { JUDGED_FORMS } from '../domain/answer-rate.js';
export type { FormOver } from '../domain/answer-rate.js';

/** What a clinic's own people may see of it. */
export interface FewAnswers {
  /** Null: nothing to say. */
  readonly below: { readonly on: LocalDate; readonly answered: number; readonly due: number } | null;
}

/** A clinic, what was found about it so far, and its forms that are over. */
export interface Judged {
  readonly clinic: JudgedClinic;
  readonly before: Loaded<AnswerRate> | undefined;
  readonly forms: readonly FormOver[];
}

/** Tells once when too few of a clinic's forms are answered. */
@Injectable()
export class AnswerRates {
  constructor(private readonly store: AnswerRateStore) {}

  known(clinicId: string, within?: Transaction): Promise<Loaded<AnswerRate> | undefined> {
    return this.store.load(clinicId, within);
  }

  async read(clinicId: string): Promise<FewAnswers> {
    const known = (await this.known(clinicId))?.state;
    if (known?.standing !== 'below') return { below: null };
    return { below: { on: known.on, answered: known.answered, due: JUDGED_FORMS } };
  }

  /** In the transaction that closes a form: what was found and what is said of it are kept together, or not at all. */
  judge({ clinic, before, forms }: Judged, work: UseCaseWork): void {
    const after = judge(clinic, before?.state, forms);
    if (after === undefined || after === before?.state) return;
    const version = (before?.version ?? 0) + 1;
    this.store.save(after, before?.version, work.writes);
    if (after.standing !== 'below') return;
    const { clinicId, answered, since } = after;
    const data = { clinicId, version, answered, due: JUDGED_FORMS, at: since.toISOString() };
    work.say(say(answerRateFellV1, clinicId, data), version);
  }
}
