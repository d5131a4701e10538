import { addDays, Clock, dateOf, utcOf, weekdayOf } from '@aftercare/kernel';
import { Transactions, type Cause } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { defer, isBeforeClose, mayReissue, reissue, shorten, takesAnswers, type Survey } from '../domain/survey.js';
import { keyOfSurvey } from './answered-forms.js';
import { SurveyStore } from './ports.js';
import { sayDeferred, sayLinkRequested, sayShortened } from './sayings.js';

const MORNING = '09:00';
const SUNDAY = 7;

/** 09:00 of the next day on which routine notes are written, where the client lives. */
const nextMorning = (survey: Survey, now: Date): Date => {
  const zone = survey.frame.clientZone;
  const tomorrow = addDays(dateOf(now, zone), 1);
  return utcOf({ date: weekdayOf(tomorrow) === SUNDAY ? addDays(tomorrow, 1) : tomorrow, time: MORNING }, zone);
};

/** What a client may do with a form besides answering it. */
@Injectable()
export class ChangeSurvey {
  constructor(
    private readonly transactions: Transactions,
    private readonly surveys: SurveyStore,
    private readonly clock: Clock,
  ) {}

  /** "Ask me tomorrow"; a second tap changes nothing. */
  askTomorrow(survey: Survey, cause?: Cause): Promise<Survey> {
    return this.change(
      survey,
      (current, now) => {
        const until = nextMorning(current, now);
        const isSame = current.deferredUntil?.getTime() === until.getTime();
        return isSame || !isBeforeClose(current, now) ? current : defer(current, until);
      },
      { say: sayDeferred, cause },
    );
  }

  /** "Only the short version": whoever is not well today is asked for nothing else today. */
  shorten(survey: Survey, cause?: Cause): Promise<Survey> {
    return this.change(
      survey,
      (current, now) => (current.shortForm || !takesAnswers(current, now) ? current : shorten(current)),
      { say: sayShortened, cause },
    );
  }

  /** A new link to the same channel. Nobody learns whether one was sent. */
  sendNewLink(survey: Survey, cause?: Cause): Promise<Survey> {
    return this.change(survey, (current, now) => (mayReissue(current, now) ? reissue(current, now) : current), {
      say: sayLinkRequested,
      cause,
    });
  }

  private change(
    survey: Survey,
    decide: (current: Survey, now: Date) => Survey,
    after: { readonly say: typeof sayDeferred; readonly cause: Cause | undefined },
  ): Promise<Survey> {
    return this.transactions.run(async (work) => {
      const [loaded] = await this.surveys.many([keyOfSurvey(survey)], work.within);
      if (loaded === undefined) return survey;
      const now = this.clock.now();
      const changed = decide(loaded.state, now);
      if (changed === loaded.state) return changed;
      this.surveys.save(changed, loaded.version, work.writes);
      work.say(after.say(changed, now), loaded.version + 1);
      return changed;
    }, after.cause);
  }
}
