import { Clock, formatLocal, localOf, sha256 } from '@aftercare/kernel';
import { LinkTokens } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { Clinics } from '../../clinics/application/ports.js';
import type { ClinicRules } from '../../clinics/application/ports.js';
import { Explanations } from '../../reminders/application/ports.js';
import type { ReminderView } from '../../reminders/application/reminder-view.js';
import { openedFromEmail } from '../../templates/application/choices-link.js';
import { agreedWords, becauseOf, nextWords, tenseOf } from '../domain/why-words.js';
import { AllowedChoice } from './allowed-choice.js';
import type { Allowed } from './allowed-choice.js';

export interface WhyView {
  readonly alias: string;
  readonly phone: string;
  /** Goes on after "We sent this because". */
  readonly because: string;
  readonly channel: 'sms' | 'email' | undefined;
  /** When it left, in words of the client's clock. */
  readonly sentAt?: string;
  /** The number or address it came from. */
  readonly from?: string;
  /** Which choice allows it: nothing is said where none is needed. */
  readonly allowed?: { readonly by: 'choice' | 'contact-given'; readonly on?: string; readonly stands: boolean };
  /** What may still come about the same thing. */
  readonly next?: string;
  readonly choicesLink: string;
}

/** Rows that are looked through for what comes next; planned ones are the newest. */
const NEWEST = 50;

/** Every message explains itself: from the stored row, never from a guess. Names no person and no rule. */
@Injectable()
export class WhyThisMessage {
  constructor(
    private readonly explanations: Explanations,
    private readonly clinics: Clinics,
    private readonly choice: AllowedChoice,
    private readonly links: LinkTokens,
    private readonly clock: Clock,
  ) {}

  async explain(token: string): Promise<WhyView | undefined> {
    const row = await this.explanations.findByWhyToken(sha256(token));
    const clinic = row === undefined ? undefined : (await this.clinics.rulesOf([row.clinicId])).get(row.clinicId);
    if (row === undefined || clinic === undefined) return undefined;
    const [startsAt, allowed, next] = await Promise.all([this.visitOf(row), this.choice.of(row), this.nextOf(row)]);
    const because = this.because({ ...row, ...(startsAt === undefined ? {} : { startsAt }) }, clinic);
    return {
      alias: clinic.alias,
      phone: clinic.phone,
      because: `${because}${agreement(row, allowed)}`,
      channel: row.channel,
      ...sentWords(row, clinic),
      ...(allowed === undefined ? {} : { allowed: this.allowedWords(allowed, clinic) }),
      ...(next === undefined ? {} : { next }),
      choicesLink: this.choicesLink(row),
    };
  }

  /** The row of a survey names its booking only; when that was is known from the booking itself. */
  private async visitOf({ clinicId, bookingId, startsAt }: ReminderView): Promise<Date | undefined> {
    if (startsAt !== undefined || bookingId === undefined) return startsAt;
    return this.explanations.visitStartOf({ clinicId, bookingId });
  }

  private because({ cause, startsAt, takesAlong }: ReminderView, { zone, locale }: ClinicRules): string {
    const visit = startsAt === undefined ? undefined : formatLocal(localOf(startsAt, zone), 'long-day', locale);
    const isOver = startsAt !== undefined && startsAt <= this.clock.now();
    const because = becauseOf(tenseOf(cause, isOver), visit) ?? 'it is about your visits';
    return takesAlong === undefined ? because : `${because}, and ${becauseOf('FORM_OPEN', undefined) ?? ''}`;
  }

  private allowedWords({ by, since, stands }: Allowed, { zone, locale }: ClinicRules): NonNullable<WhyView['allowed']> {
    if (since === undefined) return { by, stands };
    const local = localOf(since, zone);
    const isThisYear = local.date.slice(0, 4) === localOf(this.clock.now(), zone).date.slice(0, 4);
    return { by, stands, on: formatLocal(local, isThisYear ? 'long-day' : 'long-day-year', locale) };
  }

  private async nextOf(row: ReminderView): Promise<string | undefined> {
    const rows = await this.explanations.recentOf(row, NEWEST);
    const planned = rows
      .filter((one) => one.state === 'planned' && one.reminderId !== row.reminderId && isAboutSame(one, row))
      .sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime())[0];
    const day = planned && formatLocal(localOf(planned.dueAt, planned.zone), 'long-day');
    return nextWords(row.family, day);
  }

  private choicesLink({ clientRef, channel }: ReminderView): string {
    const link = this.links.url('u', this.links.token('choices', clientRef, 0));
    return channel === 'email' ? openedFromEmail(link) : link;
  }
}

const isAboutSame = (one: ReminderView, other: ReminderView): boolean =>
  one.family === other.family &&
  (one.surveyId ?? one.sessionId ?? one.bookingId) === (other.surveyId ?? other.sessionId ?? other.bookingId);

/** "and agreed to questions by text": only what was really chosen. */
const agreement = ({ family, channel }: ReminderView, allowed: Allowed | undefined): string => {
  if (allowed?.by !== 'choice' || channel === undefined || family === 'reply' || family === 'link') return '';
  return ` and agreed to ${agreedWords(family, channel)}`;
};

const sentWords = (
  row: ReminderView,
  { smsSender, emailFrom, locale }: ClinicRules,
): Pick<WhyView, 'sentAt' | 'from'> => {
  const sent = row.history.find(({ to }) => to === 'sent') ?? row.history.find(({ to }) => to === 'sending');
  if (sent === undefined || row.channel === undefined) return {};
  const local = localOf(sent.at, row.zone);
  const sentAt = `${formatLocal(local, 'long-day', locale)}, ${formatLocal(local, 'time', locale)}`;
  return { sentAt, from: row.channel === 'sms' ? smsSender : emailFrom };
};
