import { doAllDue, DueWork, type ClinicKey } from '@aftercare/kernel';
import { Transactions, type Loaded, type UseCaseWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { AnswerRates, JUDGED_FORMS } from '../../reports/application/answer-rates.js';
import { Counting } from '../../reports/application/counting.js';
import { expire, isOpen, type Survey } from '../domain/survey.js';
import { countedExpiry } from './finish-survey.js';
import { SurveyStore } from './ports.js';
import { sayExpired } from './sayings.js';

const BATCH = 200;

/** The last one of each clinic: with it, everything of that clinic is closed up to its time. */
const isLastOfClinic = (key: ClinicKey, round: readonly ClinicKey[]): boolean =>
  round.findLast(({ clinicId }) => clinicId === key.clinicId) === key;

/** Closes forms whose time is over. Whoever answered at that very instant was first. */
@Injectable()
export class ExpireSurveys extends DueWork {
  override readonly name = 'expire-surveys';

  constructor(
    private readonly transactions: Transactions,
    private readonly surveys: SurveyStore,
    private readonly counting: Counting,
    private readonly rates: AnswerRates,
  ) {
    super();
  }

  override fire(now: Date): Promise<void> {
    return doAllDue({
      name: this.name,
      batch: BATCH,
      due: (limit) => this.surveys.due(now, limit),
      each: (key, round) => this.close(key, { now, judges: isLastOfClinic(key, round) }),
    });
  }

  override nextAt(): Promise<Date | undefined> {
    return this.surveys.nextClose();
  }

  override get changes(): number {
    return this.surveys.saves;
  }

  private close(key: ClinicKey, { now, judges }: { readonly now: Date; readonly judges: boolean }): Promise<void> {
    return this.transactions.run(async (work) => {
      const [loaded] = await this.surveys.many([key], work.within);
      if (loaded === undefined) return;
      const isDue = isOpen(loaded.state) && loaded.state.times.closesAt <= now;
      if (isDue) await this.expire(loaded, work);
      // Also when somebody else ended this very form: those before it are judged with it.
      if (judges) await this.judge(loaded.state, { now, isDue }, work);
    });
  }

  private async expire(loaded: Loaded<Survey>, work: UseCaseWork): Promise<void> {
    // The close counts at its own time, however late it is noticed.
    const at = loaded.state.times.closesAt;
    const survey = expire(loaded.state, at);
    this.surveys.save(survey, loaded.version, work.writes);
    await this.counting.ended(countedExpiry(survey, at), work);
    work.say(sayExpired(survey, at), loaded.version + 1);
  }

  /** Within the last close of a clinic: who dies before it closes that form, and judges, when it comes back. */
  private async judge(
    { clinicId, id: surveyId, times: { closesAt }, frame }: Survey,
    { now, isDue }: { readonly now: Date; readonly isDue: boolean },
    work: UseCaseWork,
  ): Promise<void> {
    const before = await this.rates.known(clinicId, work.within);
    const until = closesAt < now ? closesAt : now;
    const asked = { clinicId, after: before?.state.since, until, limit: JUDGED_FORMS };
    const over = await this.surveys.over(asked, work.within);
    // A transaction does not read what it is about to write.
    const own = isDue ? [{ surveyId, closedAt: closesAt, answeredInTime: false }] : [];
    const clinic = { clinicId, zone: frame.clinicZone };
    this.rates.judge({ clinic, before, forms: [...over, ...own] }, work);
  }
}
