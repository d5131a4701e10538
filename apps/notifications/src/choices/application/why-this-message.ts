import { Clock, formatLocal, localOf, sha256 } from '@aftercare/kernel';
import { LinkTokens } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { Clinics } from '../../clinics/application/ports.js';
import type { ClinicRules } from '../../clinics/application/ports.js';
import { Consents } from '../../consents/application/ports.js';
import type { Purpose } from '../../consents/application/ports.js';
import { Explanations } from '../../reminders/application/ports.js';
import type { ReminderView } from '../../reminders/application/reminder-view.js';
import { becauseOf, tenseOf } from '../domain/why-words.js';

export interface WhyView {
  readonly alias: string;
  readonly phone: string;
  readonly because: string;
  readonly channel: 'sms' | 'email' | undefined;
  /** When it left, in words of the client's clock. */
  readonly sentAt?: string;
  /** The number or address it came from. */
  readonly from?: string;
  /** Since when the choice that allows it stands. */
  readonly allowedOn?: string;
  readonly choicesLink: string;
}

/** Every message explains itself: from the stored row, never from a guess. Names no person and no rule. */
@Injectable()
export class WhyThisMessage {
  constructor(
    private readonly explanations: Explanations,
    private readonly clinics: Clinics,
    private readonly consents: Consents,
    private readonly links: LinkTokens,
    private readonly clock: Clock,
  ) {}

  async explain(token: string): Promise<WhyView | undefined> {
    const row = await this.explanations.findByWhyToken(sha256(token));
    const clinic = row === undefined ? undefined : (await this.clinics.rulesOf([row.clinicId])).get(row.clinicId);
    if (row === undefined || clinic === undefined) return undefined;
    const allowedOn = await this.allowedOn(row, clinic);
    return {
      alias: clinic.alias,
      phone: clinic.phone,
      because: this.because(row, clinic),
      channel: row.channel,
      ...sentWords(row, clinic),
      ...(allowedOn === undefined ? {} : { allowedOn }),
      choicesLink: this.links.url('u', this.links.token('choices', row.clientRef, 0)),
    };
  }

  private because({ cause, startsAt }: ReminderView, { zone, locale }: ClinicRules): string {
    const visit = startsAt === undefined ? undefined : formatLocal(localOf(startsAt, zone), 'long-day', locale);
    const isOver = startsAt !== undefined && startsAt <= this.clock.now();
    return becauseOf(tenseOf(cause, isOver), visit) ?? 'it is about your visits';
  }

  private async allowedOn(
    { clinicId, clientRef, family, channel }: ReminderView,
    { zone, locale }: ClinicRules,
  ): Promise<string | undefined> {
    const purpose = purposeOf(family);
    if (purpose === undefined || channel === undefined) return undefined;
    const { entries } = await this.consents.of({ clinicId, clientRef });
    const choice = entries.find((entry) => entry.granted && entry.channel === channel && entry.purpose === purpose);
    if (choice === undefined) return undefined;
    const since = localOf(choice.since, zone);
    const isThisYear = since.date.slice(0, 4) === localOf(this.clock.now(), zone).date.slice(0, 4);
    return formatLocal(since, isThisYear ? 'long-day' : 'long-day-year', locale);
  }
}

const purposeOf = (family: ReminderView['family']): Purpose | undefined =>
  family === 'reply' || family === 'link' ? undefined : family;

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
