import { sha256 } from '@aftercare/kernel';
import { LinkTokens } from '@aftercare/platform';
import { Clock } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import type { ClinicRules } from '../../../clinics/application/ports.js';
import type { Contact } from '../../../contacts/application/ports.js';
import type { EmailMessage, SmsMessage } from '../../../delivery/application/ports.js';
import { unsubscribeHeaders } from '../../../templates/application/email-headers.js';
import { CalendarFiles, MessageTemplates } from '../../../templates/application/ports.js';
import { mayLeaveAnyHour } from '../../domain/draft.js';
import { homeOf } from '../../domain/home.js';
import { carriedNow } from '../../domain/merge.js';
import type { Channel, Reminder } from '../../domain/reminder.js';
import { closingAfter } from '../../domain/timing.js';
import { allowedTimes } from '../planning/planning-context.js';
import { attemptIdOf } from './ledger.js';
import { contentOf, targetOf } from './content.js';
import { SendSettings } from './send-settings.js';

/** Everything that one message is made of. */
export interface Composition {
  readonly row: Reminder;
  readonly claimId: string;
  readonly channel: Channel;
  /** Of the survey's link; the newest one that its owner told. */
  readonly generation?: number;
  readonly contact: Contact;
  readonly rules: ClinicRules;
  /** The client's address, or staff's in send mode `staff`. */
  readonly to: string;
}

interface SaidWith {
  readonly bodyHash: string;
  readonly templateVersion: string;
  /** For the history: which text of the clinic's own was not used, and why. */
  readonly note?: string;
}

export type Composed =
  | ({ readonly sms: SmsMessage } & SaidWith)
  | ({ readonly email: EmailMessage } & SaidWith)
  | { readonly refused: readonly string[] };

const MIN_VALIDITY_S = 1;
const MAX_VALIDITY_S = 14_400;

/**
 * How long the provider may go on trying: not past the message's use, and not into the client's night. A text that is
 * too late for its evening fails there, and the ladder goes on with it.
 */
const validitySeconds = ({ row, contact, rules }: Composition, now: Date): number => {
  const ends = mayLeaveAnyHour(row, 'sms') ? [] : [closingAfter(now, allowedTimes(contact, rules)).getTime()];
  const seconds = Math.floor((Math.min(row.notAfter.getTime(), ...ends) - now.getTime()) / 1000);
  return Math.min(MAX_VALIDITY_S, Math.max(MIN_VALIDITY_S, seconds));
};

const WITH_CALENDAR: readonly string[] = ['confirmation', 'change', 'cancel'];

/** Puts a row into words: template, links, addresses. */
@Injectable()
export class ComposeMessage {
  constructor(
    private readonly templates: MessageTemplates,
    private readonly calendars: CalendarFiles,
    private readonly links: LinkTokens,
    private readonly settings: SendSettings,
    private readonly clock: Clock,
  ) {}

  execute(from: Composition): Composed {
    const { row, channel, contact, rules } = from;
    const { texts: own = [], signedOff = [] } = rules.words ?? {};
    const chosen = this.templates.wordsFor({ locale: contact.locale, clinicLocale: rules.locale, signedOff });
    const { locale, isFallback } = chosen;
    const { linkOf, whyLinkOf, choicesLinkOf } = this;
    const rendered = this.templates.render({
      ...contentOf(row, { zone: homeOf(contact, rules.zone).zone, locale }),
      ...{ channel, locale, isFallback, own },
      alias: rules.alias,
      firstName: contact.firstName,
      phone: rules.phone,
      urgentNumber: rules.urgentNumber,
      emergencyNumber: rules.emergencyNumber,
      ...this.formLinkOf(row),
      // Made when they are asked for: a token costs more than the rest of a text, and few texts have all three.
      get link() {
        return linkOf(from);
      },
      get whyLink() {
        return whyLinkOf(row);
      },
      get choicesLink() {
        return choicesLinkOf(row);
      },
    });
    if ('refused' in rendered) return { refused: rendered.problems };
    const { templateVersion, replaced } = rendered;
    const said = {
      templateVersion,
      ...(replaced === undefined ? {} : { note: `${replaced.templateVersion}: ${replaced.problems.join(', ')}` }),
    };
    if (channel === 'sms' && rendered.sms !== undefined)
      return { sms: this.sms(from, rendered.sms.body), bodyHash: sha256(rendered.sms.body), ...said };
    if (rendered.email === undefined) return { refused: ['NO_TEXT'] };
    return { email: this.email(from, rendered.email), bodyHash: sha256(rendered.email.text), ...said };
  }

  private sms(from: Composition, body: string): SmsMessage {
    const { row, claimId, rules, to } = from;
    const attemptId = attemptIdOf(row, claimId);
    return {
      attemptId,
      clinicId: row.clinicId,
      from: rules.smsSender,
      to,
      body,
      statusCallback: `${this.settings.values.publicUrl}/hooks/twilio/status?a=${encodeURIComponent(attemptId)}`,
      validitySeconds: validitySeconds(from, this.clock.now()),
    };
  }

  private email(
    from: Composition,
    text: { readonly subject: string; readonly text: string; readonly html?: string },
  ): EmailMessage {
    const { row, claimId, rules, to } = from;
    const address = rules.emailFrom === '' ? `notes@${this.settings.values.mailHost}` : rules.emailFrom;
    return {
      ...text,
      attemptId: attemptIdOf(row, claimId),
      clinicId: row.clinicId,
      messageId: `<${row.id}@${this.settings.values.mailHost}>`,
      from: `${rules.alias} <${address}>`,
      to,
      headers: unsubscribeHeaders(this.choicesLinkOf(row)),
      ...this.calendarOf(from, { organizerEmail: address, attendeeEmail: to }),
    };
  }

  private calendarOf(
    { row, rules }: Composition,
    people: { readonly organizerEmail: string; readonly attendeeEmail: string },
  ): Pick<EmailMessage, 'calendar'> {
    const { bookingId, sequence, startsAt, endsAt } = row.subject;
    if (!WITH_CALENDAR.includes(row.kind) || bookingId === undefined || startsAt === undefined || endsAt === undefined)
      return {};
    const method = row.kind === 'cancel' ? 'CANCEL' : 'REQUEST';
    const link = this.links.url('b', this.links.token('booking', bookingId, 0));
    // The same UID as the file behind the visit's page: a calendar must see one event.
    const visit = {
      uid: `booking-${bookingId}@aftercare`,
      ...people,
      sequence: sequence ?? 0,
      method,
      startsAt,
      endsAt,
      alias: rules.alias,
      link,
      at: this.clock.now(),
    } as const;
    return { calendar: { method, content: this.calendars.of(visit) } };
  }

  private readonly linkOf = ({ row, generation }: Composition): string => {
    const target = targetOf(row, generation);
    if (target === undefined) return this.choicesLinkOf(row);
    return this.links.url(target.path, this.links.token(target.purpose, target.id, target.generation));
  };

  private formLinkOf(row: Reminder): { readonly formLink?: string } {
    const { surveyId, generation = 0 } = carriedNow(row)?.subject ?? {};
    if (surveyId === undefined) return {};
    return { formLink: this.links.url('s', this.links.token('survey', surveyId, generation)) };
  }

  private readonly whyLinkOf = (row: Reminder): string => this.links.url('w', this.links.token('why', row.id, 0));

  private readonly choicesLinkOf = (row: Reminder): string =>
    this.links.url('u', this.links.token('choices', row.clientRef, 0));
}
