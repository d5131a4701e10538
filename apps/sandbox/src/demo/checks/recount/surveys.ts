import { addDays, localOf, utcOf } from '@aftercare/kernel';
import type { AnswersRecord, BookingRecord, LedgerRecord, PersonRecord, RunRecords } from '../../records/types.js';
import { groupBy, plainId, zoneAt } from '../people-messages.js';
import { bookingsBySession, newestBookings } from '../visits.js';

export const INSTRUMENTS = ['intake@1', 'post-session@1', 'follow-up@1'] as const;
export type InstrumentName = (typeof INSTRUMENTS)[number];

/** One survey as the records tell it. */
export interface SurveyCase {
  readonly surveyId: string;
  readonly instrument: InstrumentName;
  readonly person: PersonRecord;
  readonly booking: BookingRecord | undefined;
  readonly closesAt: Date;
  /** What was typed and sent to the end, in time. */
  readonly answered: AnswersRecord | undefined;
  readonly started: boolean;
  readonly withdrawn: boolean;
  readonly delivered: boolean;
}

interface Sources {
  readonly people: ReadonlyMap<string, PersonRecord>;
  readonly bookings: ReadonlyMap<string, BookingRecord>;
  readonly bySession: ReadonlyMap<string, string>;
  readonly answers: ReadonlyMap<string, readonly AnswersRecord[]>;
  readonly channels: ReadonlyMap<string, 'sms' | 'email'>;
  readonly rows: ReadonlyMap<string, LedgerRecord>;
}

const HOUR_MS = 3_600_000;
/** A form after a visit is asked one or two days after its end; a follow-up two weeks after it at the earliest. */
const LATEST_POST_SESSION_INVITE_MS = 96 * HOUR_MS;
const POST_SESSION_OPEN_MS = 96 * HOUR_MS;
const FOLLOW_UP_OPEN_DAYS = 10;

const sourcesOf = (records: RunRecords): Sources => ({
  people: new Map(records.people.map((person) => [person.clientRef, person])),
  bookings: new Map(newestBookings(records.bookings).map((booking) => [booking.bookingId, booking])),
  bySession: bookingsBySession(records),
  answers: groupBy(records.answers, (record) => record.surveyId),
  rows: new Map(records.ledger.map((row) => [row.reminderId, row])),
  channels: new Map(records.providerMessages.map(({ providerId, channel }) => [plainId(providerId), channel])),
});

const bookingOf = (rows: readonly LedgerRecord[], sources: Sources): BookingRecord | undefined => {
  const ids = rows.flatMap(({ bookingId, sessionId }) => bookingId ?? sources.bySession.get(sessionId ?? '') ?? []);
  return ids[0] === undefined ? undefined : sources.bookings.get(ids[0]);
};

const instrumentOf = (rows: readonly LedgerRecord[], booking: BookingRecord | undefined): InstrumentName => {
  const invitation = rows.find((row) => row.kind === 'invitation') ?? rows[0];
  if (invitation?.sessionId === undefined) return 'intake@1';
  const after = Date.parse(invitation.firstDueAt) - Date.parse(booking?.endsAt ?? invitation.firstDueAt);
  return after < LATEST_POST_SESSION_INVITE_MS ? 'post-session@1' : 'follow-up@1';
};

const followUpClose = (rows: readonly LedgerRecord[], person: PersonRecord): Date => {
  const told = rows.flatMap(({ notAfter }) => (notAfter === undefined ? [] : [Date.parse(notAfter)]));
  if (told.length > 0) return new Date(Math.max(...told));
  const invited = rows.find((row) => row.kind === 'invitation')?.firstDueAt ?? new Date(0).toISOString();
  const zone = zoneAt(person, invited);
  const { date, time } = localOf(new Date(invited), zone);
  return utcOf({ date: addDays(date, FOLLOW_UP_OPEN_DAYS), time }, zone);
};

const closeOf = (
  survey: Pick<SurveyCase, 'instrument' | 'person' | 'booking'>,
  rows: readonly LedgerRecord[],
): Date => {
  if (survey.instrument === 'follow-up@1' || survey.booking === undefined) return followUpClose(rows, survey.person);
  if (survey.instrument === 'intake@1') return new Date(survey.booking.startsAt);
  return new Date(Date.parse(survey.booking.endsAt) + POST_SESSION_OPEN_MS);
};

const GIVEN_UP = new Set(['BOOKING_CANCELLED', 'BOOKING_MOVED', 'DID_NOT_COME', 'CAP', 'RULE_CHANGED']);

/** The ledger keeps why a message was given up; a survey whose messages had all left is judged by the booking. */
const isWithdrawn = (rows: readonly LedgerRecord[], booking: BookingRecord | undefined): boolean => {
  const isGivenUp = rows.some((row) => {
    const last = row.history.at(-1);
    return last?.to === 'withdrawn' && GIVEN_UP.has(last.reason ?? '');
  });
  return isGivenUp || booking?.what === 'cancel';
};

/** Rows in whose message a form went; the last one counts, an earlier one did not arrive. */
const carriersOf = (rows: readonly LedgerRecord[], all: Sources['rows']): readonly LedgerRecord[] =>
  rows.flatMap(({ history }) => {
    const last = history.at(-1);
    const isMerged = last?.to === 'skipped' && last.reason === 'MERGED';
    return (isMerged && last.note !== undefined && all.get(last.note)) || [];
  });

/** A text that arrived, or a mail that was accepted and did not come back. */
const isDelivered = (own: readonly LedgerRecord[], { channels, rows }: Sources): boolean =>
  [...own, ...carriersOf(own, rows)].some((row) => {
    const used = row.providerIds.map((id) => channels.get(plainId(id)));
    const wentTo = (state: string): boolean => row.history.some((entry) => entry.to === state);
    if (used.includes('sms') && wentTo('delivered')) return true;
    return used.includes('email') && (wentTo('sent') || wentTo('delivered')) && row.state !== 'failed';
  });

const saysNotThere = (record: AnswersRecord): boolean => record.answers['ps0'] === 'no';

const caseOf = (surveyId: string, rows: readonly LedgerRecord[], sources: Sources): readonly SurveyCase[] => {
  const person = sources.people.get(rows[0]?.clientRef ?? '');
  if (person === undefined) return [];
  const typed = sources.answers.get(surveyId) ?? [];
  const booking = bookingOf(rows, sources);
  const named = INSTRUMENTS.find((name) => name === typed[0]?.instrument);
  const instrument = named ?? instrumentOf(rows, booking);
  const closesAt = closeOf({ instrument, person, booking }, rows);
  const inTime = typed.filter((record) => Date.parse(record.at) <= closesAt.getTime());
  const isDisputed = typed.some(saysNotThere);
  const answered = isDisputed ? undefined : inTime.findLast((record) => record.finished);
  return [
    {
      surveyId,
      instrument,
      person,
      booking,
      closesAt,
      answered,
      started: inTime.length > 0,
      withdrawn: isDisputed || (answered === undefined && isWithdrawn(rows, booking)),
      delivered: isDelivered(rows, sources),
    },
  ];
};

/** Every survey that was ever planned: each has at least one row in the ledger, sent or not. */
export const surveyCases = (records: RunRecords): readonly SurveyCase[] => {
  const sources = sourcesOf(records);
  const own = records.ledger.filter(
    (row) => row.surveyId !== undefined && (row.family === 'survey' || row.family === 'link'),
  );
  return [...groupBy(own, (row) => row.surveyId ?? '')].flatMap(([surveyId, rows]) => caseOf(surveyId, rows, sources));
};
