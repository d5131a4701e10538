import { dateOf } from '@aftercare/kernel';
import { grantedIn } from '../../../consents/application/consent-book.js';
import { clientName } from '../../../contacts/application/ports.js';
import type { Contact } from '../../../contacts/application/ports.js';
import { chooseChannel } from '../../domain/channels.js';
import type { Reach } from '../../domain/channels.js';
import { decideSend } from '../../domain/decide-send.js';
import type { SendDecision, SendFacts, Told } from '../../domain/decide-send.js';
import { BOOKING_NEWS } from '../../domain/reminder.js';
import type { Channel, Family, Reminder } from '../../domain/reminder.js';
import { allowedTimes } from '../planning/planning-context.js';
import { invitationOf } from './slot-knowledge.js';
import type { SlotKnowledge } from './slot-knowledge.js';

export interface Decided {
  readonly row: Reminder;
  readonly decision: SendDecision;
}

const PRECEDENCE: readonly Family[] = ['reply', 'link', 'appointment', 'survey', 'follow-up'];
const COUNTED: readonly Family[] = ['appointment', 'survey', 'follow-up'];

const inOrder = (rows: readonly Reminder[]): readonly Reminder[] =>
  rows.toSorted(
    (one, other) =>
      PRECEDENCE.indexOf(one.family) - PRECEDENCE.indexOf(other.family) ||
      one.firstDueAt.getTime() - other.firstDueAt.getTime(),
  );

const purposeOf = (row: Reminder): 'appointment' | 'survey' | 'follow-up' =>
  row.family === 'survey' || row.family === 'follow-up' ? row.family : 'appointment';

const reachOf = (row: Reminder, known: SlotKnowledge, contact: Contact | undefined): Reach | undefined => {
  if (contact === undefined || contact.archived) return undefined;
  const rules = known.rules.get(row.clinicId);
  const entries = known.consents.get(clientName(row)) ?? [];
  const agreed = (channel: 'sms' | 'email'): boolean => grantedIn(entries, { channel, purpose: purposeOf(row) });
  return {
    hasPhone: contact.phone !== null && rules !== undefined && rules.smsSender !== '',
    hasEmail: contact.email !== null,
    bad: contact.bad,
    stopped: contact.phoneIndex !== null && known.stopped.has(contact.phoneIndex),
    consent: { sms: agreed('sms'), email: agreed('email') },
  };
};

/**
 * Which channel a row went out on whose claim was lost before the decision was stored. Only the ways to the client count, not whether the row
 * would be sent now: it may be answered, or night, since. `either` where an email cannot be ruled out:
 * consent, and the address itself, may have been taken away since.
 */
export const likelyChannel = (row: Reminder, known: SlotKnowledge): Channel | 'either' => {
  const contact = known.contacts?.get(clientName(row));
  if (!row.channels.includes('email')) return 'sms';
  if (!row.channels.includes('sms') || contact?.phone === null) return 'email';
  return row.channels[0] === 'sms' && isTexted(row, reachOf(row, known, contact), known) ? 'sms' : 'either';
};

const isTexted = (row: Reminder, reach: Reach | undefined, { invitedOn }: SlotKnowledge): boolean => {
  if (reach === undefined) return false;
  const choice = chooseChannel(row, reach, row.kind === 'reminder' ? invitedOn.get(invitationOf(row)) : undefined);
  return 'channel' in choice && choice.channel === 'sms';
};

/** A booking that its owner does not know is as good as cancelled. */
const UNKNOWN_BOOKING = { active: false, cancelled: true, sequence: -1 };
const UNKNOWN_SURVEY = { state: 'withdrawn', generation: 0 } as const;

const told = <T>(
  answers: ReadonlyMap<string, T> | undefined,
  name: string,
  missing: { readonly fact: T; readonly projection?: T | undefined },
): Told<T> => {
  if (answers !== undefined) return { told: 'fact', fact: answers.get(name) ?? missing.fact };
  return missing.projection === undefined ? { told: 'silent' } : { told: 'silent', projection: missing.projection };
};

const ownersWords = (row: Reminder, known: SlotKnowledge): Pick<SendFacts, 'booking' | 'survey' | 'hasBooking'> => {
  const { bookingId, surveyId } = row.subject;
  if (row.family === 'appointment' && bookingId !== undefined) {
    const name = `${row.clinicId}/${bookingId}`;
    return { booking: told(known.bookings, name, { fact: UNKNOWN_BOOKING, projection: known.ownBookings.get(name) }) };
  }
  if (surveyId !== undefined)
    return { survey: told(known.surveys, `${row.clinicId}/${surveyId}`, { fact: UNKNOWN_SURVEY }) };
  if (row.family !== 'follow-up') return {};
  return {
    hasBooking:
      known.booked === undefined ? { told: 'silent' } : { told: 'fact', fact: known.booked.has(clientName(row)) },
  };
};

/** Messages that count, of one client, as the decisions of a slot add to them. */
interface Counted {
  readonly at: Date;
  readonly isSurvey: boolean;
}

const factsOf = (
  row: Reminder,
  known: SlotKnowledge,
  situation: { readonly counted: readonly Counted[]; readonly now: Date },
): SendFacts => {
  const contact = known.contacts?.get(clientName(row));
  const rules = known.rules.get(row.clinicId);
  const allowed = allowedTimes(contact, rules);
  const today = dateOf(situation.now, allowed.zone);
  const hold = known.holds.get(clientName(row));
  const invitedOn = row.kind === 'reminder' ? known.invitedOn.get(invitationOf(row)) : undefined;
  const surveys = [
    ...situation.counted.filter(({ isSurvey }) => isSurvey).map(({ at }) => at),
    ...known.surveysDue.filter(({ client }) => client === clientName(row)).map(({ dueAt }) => dueAt),
  ];
  return {
    sendMode: rules?.sendMode ?? 'off',
    allowed,
    reach: reachOf(row, known, contact),
    ...ownersWords(row, known),
    flagged: hold?.flagged ?? false,
    ...(hold?.deferredUntil === undefined ? {} : { deferredUntil: hold.deferredUntil }),
    sentAt: situation.counted.map(({ at }) => at),
    surveyToday: surveys.some((at) => dateOf(at, allowed.zone) === today),
    ...(invitedOn === undefined ? {} : { invitedOn }),
  };
};

const counts = (row: Reminder, decision: SendDecision): boolean =>
  decision.do === 'send' && COUNTED.includes(row.family) && !BOOKING_NEWS.includes(row.kind);

/** Without contact or rules nothing can be judged: the owner was silent about them. */
const waitsForContact = (row: Reminder, known: SlotKnowledge, now: Date): SendDecision | undefined => {
  if (known.contacts !== undefined && known.rules.has(row.clinicId)) return undefined;
  const dueAt = new Date(now.getTime() + 30_000);
  return dueAt < row.notAfter ? { do: 'later', dueAt, reason: 'OWNER_SILENT' } : { do: 'skip', reason: 'OWNER_SILENT' };
};

/** Decides about all rows of a slot in order of precedence; what one client gets from this slot counts at once. */
export const decideSlot = (rows: readonly Reminder[], known: SlotKnowledge, now: Date): readonly Decided[] => {
  const counted = new Map<string, readonly Counted[]>();
  for (const { client, at, isSurvey } of known.counted)
    counted.set(client, [...(counted.get(client) ?? []), { at, isSurvey }]);
  return inOrder(rows).map((row) => {
    const mine = counted.get(clientName(row)) ?? [];
    const decision =
      waitsForContact(row, known, now) ?? decideSend(row, factsOf(row, known, { counted: mine, now }), now);
    if (counts(row, decision)) counted.set(clientName(row), [...mine, { at: now, isSurvey: row.family === 'survey' }]);
    return { row, decision };
  });
};
