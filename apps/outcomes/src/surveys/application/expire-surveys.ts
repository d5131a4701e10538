import { DueWork, type ClinicKey } from '@aftercare/kernel';
import { Transactions } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { Counting } from '../../reports/application/counting.js';
import { expire, isOpen } from '../domain/survey.js';
import { countedExpiry } from './finish-survey.js';
import { SurveyStore } from './ports.js';
import { sayExpired } from './sayings.js';

const BATCH = 200;

/** Closes forms whose time is over. Whoever answered at that very instant was first. */
@Injectable()
export class ExpireSurveys extends DueWork {
  override readonly name = 'expire-surveys';

  constructor(
    private readonly transactions: Transactions,
    private readonly surveys: SurveyStore,
    private readonly counting: Counting,
  ) {
    super();
  }

  override async fire(now: Date): Promise<void> {
    for (;;) {
      const due = await this.surveys.due(now, BATCH);
      for (const key of due) await this.close(key, now);
      if (due.length < BATCH) return;
    }
  }

  override nextAt(): Promise<Date | undefined> {
    return this.surveys.nextClose();
  }

  override get changes(): number {
    return this.surveys.saves;
  }

  private close(key: ClinicKey, now: Date): Promise<void> {
    return this.transactions.run(async (work) => {
      const [loaded] = await this.surveys.many([key], work.within);
      if (loaded === undefined || !isOpen(loaded.state) || loaded.state.times.closesAt.getTime() > now.getTime())
        return;
      // The close counts at its own time, however late it is noticed.
      const at = loaded.state.times.closesAt;
      const survey = expire(loaded.state, at);
      this.surveys.save(survey, loaded.version, work.writes);
      await this.counting.ended(countedExpiry(survey, at), work);
      work.say(sayExpired(survey, at), loaded.version + 1);
    });
  }
}
