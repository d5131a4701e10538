import { dateOf } from '@aftercare/kernel';
import { grantedIn } from '../../../consents/application/consent-book.js';
import { clientName } from '../../../contacts/application/ports.js';
import type { Contact } from '../../../contacts/application/ports.js';
import { chooseChannel } from '../../domain/channels.js';
import type { Reach } from '../../domain/channels.js';
import { fitsChannel } from '../../domain/decide-send.js';
import type { SendFacts, Told } from '../../domain/decide-send.js';
import { earlierIds, earlierNote } from '../../domain/earlier-notes.js';
import { isVisitReminder, mayCarry } from '../../domain/merge.js';
import { byId, isRoutine } from '../../domain/reminder.js';
import type { Reminder } from '../../domain/reminder.js';
import type { AllowedTimes } from '../../domain/timing.js';
import { allowedTimes } from '../planning/planning-context.js';
import type { CountedMessage } from './owners.js';
import { invitationOf } from './slot-knowledge.js';
import type { SlotKnowledge } from './slot-knowledge.js';

export const purposeOf = (row: Reminder): 'appointment' | 'survey' | 'follow-up' =>
  row.family === 'survey' || row.family === 'follow-up' ? row.family : 'appointment';

export const reachOf = (row: Reminder, known: SlotKnowledge, contact: Contact | undefined): Reach | undefined => {
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

const missOf = (row: Reminder, own: SlotKnowledge['ownBookings'], name: string): Pick<SendFacts, 'missPutRight'> =>
  row.kind === '2h' && own.get(name)?.afterMiss === false ? { missPutRight: true } : {};

type OwnersWords = Pick<SendFacts, 'booking' | 'survey' | 'hasBooking' | 'missPutRight'>;

const ownersWords = (row: Reminder, known: SlotKnowledge): OwnersWords => {
  const { bookingId, surveyId } = row.subject;
  if (row.family === 'appointment' && bookingId !== undefined) {
    const name = `${row.clinicId}/${bookingId}`;
    const { bookings, ownBookings } = known;
    const booking = told(bookings, name, { fact: UNKNOWN_BOOKING, projection: ownBookings.get(name) });
    return { booking, ...missOf(row, ownBookings, name) };
  }
  if (surveyId !== undefined)
    return { survey: told(known.surveys, `${row.clinicId}/${surveyId}`, { fact: UNKNOWN_SURVEY }) };
  if (row.family !== 'follow-up') return {};
  return {
    hasBooking:
      known.booked === undefined ? { told: 'silent' } : { told: 'fact', fact: known.booked.has(clientName(row)) },
  };
};

/** Messages of one client, as the decisions of a slot add to them. */
export type Counted = Pick<CountedMessage, 'at' | 'isSurvey' | 'isCapped'>;

/** What the decisions of a slot have made of one client's day so far. */
export interface Situation {
  readonly counted: readonly Counted[];
  readonly waiting: readonly Reminder[];
  /** What the slot decided about notes that come before others. */
  readonly notes?: ReadonlyMap<string, Reminder>;
  readonly now: Date;
}

/** The next reminder of a visit that is still to come on this day, and whether it can take the form along. */
const reminderAhead = (
  row: Reminder,
  { waiting, now }: Situation,
  given: { readonly known: SlotKnowledge; readonly allowed: AllowedTimes; readonly reach: SendFacts['reach'] },
): Pick<SendFacts, 'reminderAhead'> => {
  const { known, allowed, reach } = given;
  const today = dateOf(now, allowed.zone);
  const next = waiting
    .filter((one) => isVisitReminder(one) && dateOf(one.dueAt, allowed.zone) === today)
    .toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime() || byId(one, other))[0];
  if (next === undefined || !isRoutine(row.family)) return {};
  const itsReach = reachOf(next, known, known.contacts?.get(clientName(next)));
  const way = itsReach === undefined ? undefined : chooseChannel(next, itsReach);
  const facts = { reach, ...invitedOnOf(row, known) };
  const takesForm = mayCarry(next) && way !== undefined && 'channel' in way && fitsChannel(row, facts, way.channel);
  return { reminderAhead: { dueAt: next.dueAt, takesForm } };
};

const earlierOf = (row: Reminder, known: SlotKnowledge, { notes, now }: Situation): Pick<SendFacts, 'earlier'> => {
  const found = earlierIds(row).flatMap((id) => notes?.get(id) ?? known.notes?.get(id) ?? []);
  return found.length === 0 ? {} : { earlier: found.map((note) => earlierNote(note, now)) };
};

const invitedOnOf = (row: Reminder, known: SlotKnowledge): Pick<SendFacts, 'invitedOn'> => {
  const invitedOn = row.kind === 'reminder' ? known.invitedOn.get(invitationOf(row)) : undefined;
  return invitedOn === undefined ? {} : { invitedOn };
};

/** Everything that a decision about one row of a slot depends on. */
export const factsOf = (row: Reminder, known: SlotKnowledge, situation: Situation): SendFacts => {
  const contact = known.contacts?.get(clientName(row));
  const rules = known.rules.get(row.clinicId);
  const allowed = allowedTimes(contact, rules);
  const today = dateOf(situation.now, allowed.zone);
  const hold = known.holds.get(clientName(row));
  const reach = reachOf(row, known, contact);
  const surveys = [
    ...situation.counted.filter(({ isSurvey }) => isSurvey).map(({ at }) => at),
    ...situation.waiting.filter(({ family }) => family === 'survey').map(({ dueAt }) => dueAt),
  ];
  return {
    sendMode: rules?.sendMode ?? 'off',
    allowed,
    reach,
    ...ownersWords(row, known),
    flagged: hold?.flagged ?? false,
    ...(hold?.deferredUntil === undefined ? {} : { deferredUntil: hold.deferredUntil }),
    sentAt: situation.counted.filter(({ isCapped }) => isCapped).map(({ at }) => at),
    goneToday: situation.counted.filter(({ at }) => dateOf(at, allowed.zone) === today).length,
    surveyToday: surveys.some((at) => dateOf(at, allowed.zone) === today),
    ...invitedOnOf(row, known),
    ...earlierOf(row, known, situation),
    ...reminderAhead(row, situation, { known, allowed, reach }),
  };
};
