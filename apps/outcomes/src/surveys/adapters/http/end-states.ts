import { Clock } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { AnsweredForms, clientOf } from '../../application/answered-forms.js';
import { SurveyStore, type LinkedSurvey, type Survey } from '../../application/ports.js';
import { isAnsweredBy, mayAskForLink, mayBeChanged } from '../../application/survey-state.js';
import { closedPage, finishedElsewhere, finishedHere, withdrawnPage } from './end-pages.js';
import type { Visitor } from './visitor.js';

/** What a form says that takes no more answers: never a dead end. */
@Injectable()
export class EndStates {
  constructor(
    private readonly surveys: SurveyStore,
    private readonly forms: AnsweredForms,
    private readonly clock: Clock,
  ) {}

  async page({ token, theme, accepts, browser }: Visitor, linked: LinkedSurvey): Promise<string> {
    const { state: survey } = linked;
    const view = { survey, token, theme, accepts };
    const now = this.clock.now();
    if (survey.state === 'withdrawn') return withdrawnPage(view);
    if (survey.state !== 'answered')
      return mayAskForLink(survey, now)
        ? closedPage(view, 'useful')
        : closedPage(view, await this.nextForm(survey, now));
    const form = await this.forms.open(linked);
    return isAnsweredBy(form, browser)
      ? finishedHere(view, form, mayBeChanged(form, browser, now))
      : finishedElsewhere(view);
  }

  /** When this client is asked again, if that is known. */
  private async nextForm(survey: Survey, now: Date): Promise<Date | undefined> {
    const all = await this.surveys.ofClients([clientOf(survey)]);
    return all
      .map(({ state }) => state)
      .filter(({ state, times }) => state === 'planned' && times.inviteAt.getTime() > now.getTime())
      .map(({ times }) => times.inviteAt)
      .sort((one, other) => one.getTime() - other.getTime())[0];
  }
}
