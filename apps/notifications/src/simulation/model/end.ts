import { hashId } from '@aftercare/kernel';
import type { SettingsInForce } from '../../clinics/application/ports.js';
import type { Reminder } from '../../reminders/domain/reminder.js';
import { nameOf } from '../outside/facts.js';
import type { Booking, Facts, Written } from '../outside/facts.js';
import type { World } from '../world.js';
import { hasOpening } from './times.js';

const OPEN: readonly string[] = ['planned', 'sending', 'unknown', 'held'];
const TOLD: readonly string[] = ['sent', 'delivered'];

type Line = World['watch']['lines'][number];

const NOTHING_WENT_OUT = 'was told to have gone out, but nothing did';
/** A provider's list tells texts of the same words apart by their time, and by that only so exactly. */
const SAME_TIME_MS = 4000;
/** Answers follow each other as fast as somebody writes: one in doubt is looked up for a quarter of an hour, and its twin may be found. */
const SAME_ANSWER_MS = 20 * 60_000;

/** The very same words to the same person a moment before: that one was found in its place. */
const isMistaken = (row: Reminder, lines: readonly Line[]): boolean =>
  lines.some(
    ({ sent, kind, row: other }) =>
      kind === row.kind &&
      other.clientRef === row.clientRef &&
      Math.abs(sent.atMs - (row.sentAt?.getTime() ?? 0)) < (row.family === 'reply' ? SAME_ANSWER_MS : SAME_TIME_MS),
  );

const isMerged = ({ family, state, reason }: Reminder): boolean =>
  family === 'survey' && state === 'skipped' && reason === 'MERGED';

/** A form that went along in a message, as the ledger may tell it. */
const isToldAlong = (row: Reminder, { sent }: Line, facts: Facts): boolean =>
  isMerged(row) || sent.fate === 'undelivered' || mayHaveFailed(row, sent, facts);

const wrongInLedger = (row: Reminder, line: Line | undefined, facts: Facts): string | undefined => {
  if (OPEN.includes(row.state)) return `is ${row.state} for ever`;
  const isTold = TOLD.includes(row.state);
  if (line === undefined) return isTold || isMerged(row) ? NOTHING_WENT_OUT : undefined;
  if (line.withVisit) return isToldAlong(row, line, facts) ? undefined : `went along, but the ledger says ${row.state}`;
  if (isTold) return wrongWay(row, line);
  return mayHaveFailed(row, line.sent, facts) ? undefined : `went out, but the ledger says ${row.state}`;
};

const wrongWay = ({ channel }: Reminder, { sent }: Line): string | undefined =>
  channel === sent.channel ? undefined : `went by ${sent.channel}, but the ledger says ${channel}`;

/** Where nothing was lost on the way, the ledger knows how each text ended. */
const wrongEnd = (row: Reminder, line: Line | undefined): string | undefined => {
  if (line?.sent.channel !== 'sms' || line.withVisit) return undefined;
  const end = line.sent.fate === 'delivered' ? 'delivered' : 'failed';
  return row.state === end ? undefined : `was ${end}, but the ledger says ${row.state}`;
};

/** Every message that went out stands in the ledger as gone out, and the other way round. */
const judgeLedger = ({ watch, durable, weather, facts }: World): void => {
  const lines = new Map(watch.lines.map((line) => [line.row.id, line]));
  const { provider, kill, storeHiccup, outages } = weather;
  const isAllHeard = [provider.loses, kill, storeHiccup, outages].every((share) => share === 0);
  for (const row of durable.rows.all()) {
    const line = lines.get(row.id);
    const wrong = wrongInLedger(row, line, facts) ?? (isAllHeard ? wrongEnd(row, line) : undefined);
    const isFine = wrong === undefined || (wrong === NOTHING_WENT_OUT && isMistaken(row, watch.lines));
    if (!isFine) watch.fail(`the ${row.kind} ${row.id} ${wrong}`);
  }
};

/** A text can be asked for while its number stands in the record, an email never. */
const mayHaveFailed = (row: Reminder, sent: Line['sent'], facts: Facts): boolean => {
  if (row.state !== 'failed') return false;
  if (sent.fate === 'undelivered') return true;
  const isGone = (facts.peopleTold.get(nameOf(row)) ?? []).some(({ plan }) => plan.phone === null);
  return row.reason === 'NOT_PROVEN' && (sent.channel === 'email' || isGone);
};

const NEWS: readonly string[] = ['confirmation', 'change', 'cancel'];

/** Nobody heard it: it was taken back, or its visit had changed before it left. */
const isUnsaid = ({ state, reason }: Reminder): boolean =>
  state === 'withdrawn' || (state === 'skipped' && (reason === 'BOOKING_MOVED' || reason === 'BOOKING_CANCELLED'));

/** While it was on its way nobody could know that it would not be said. */
const wasOnItsWay = ({ history }: Reminder): boolean =>
  history.some(({ note }) => note?.startsWith('too late for ') === true);

/** Of what a visit owes as it stands at last one at least: who never heard of it is told of it once, and of its end not at all. */
const owedKinds = (booking: Booking, rows: readonly Reminder[]): readonly string[] => {
  const words = rows.filter(
    ({ kind, subject }) =>
      NEWS.includes(kind) && subject.bookingId === booking.bookingId && (subject.sequence ?? 0) < booking.sequence,
  );
  const said = words.filter((row) => !isUnsaid(row));
  if (booking.status === 'cancelled') return said.length > 0 ? ['cancel'] : [];
  // Whoever was told of this very time hears no news.
  if (said.some(({ subject }) => subject.startsAt?.getTime() === booking.startsAt.getTime())) return [];
  if (said.length > 0) return ['change'];
  return words.some(wasOnItsWay) ? ['change', 'confirmation'] : ['confirmation'];
};

const TWO_HOURS_MS = 2 * 3_600_000;
const HALF_AN_HOUR_MS = 30 * 60_000;

/** When a text about a visit that nobody ever called delivered should have been followed on the other way, and until when it was of use. */
const ladderSpan = (row: Reminder): { readonly fromMs: number; readonly toMs: number } | undefined => {
  const { family, channel, state, cause, sentAt, notAfter } = row;
  const isUnheard = state === 'sent' && channel === 'sms' && family === 'appointment' && cause !== 'OTHER_CHANNEL';
  if (!isUnheard || sentAt === undefined) return undefined;
  const span = { fromMs: sentAt.getTime() + TWO_HOURS_MS, toMs: notAfter.getTime() };
  return span.toMs - span.fromMs < HALF_AN_HOUR_MS ? undefined : span;
};

const judgeLadder = (world: World): void => {
  const { watch, durable, trouble } = world;
  const rows = durable.rows.all();
  const isFollowed = ({ kind, occurrence }: Reminder): boolean =>
    rows.some((one) => one.cause === 'OTHER_CHANNEL' && one.kind === kind && one.occurrence === occurrence);
  const isOfUse = (row: Reminder, span: { readonly fromMs: number; readonly toMs: number }): boolean => {
    if (NEWS.includes(row.kind)) return true;
    // Where the person lived then, whatever came since.
    const { places, everClinics } = watch.truth.of(row, world.moment());
    return places.every((place) => everClinics.every((rules) => hasOpening(span, { place, rules, routine: false })));
  };
  for (const row of rows) {
    const span = ladderSpan(row);
    if (span === undefined || isFollowed(row) || !isOfUse(row, span)) continue;
    const wasDown = trouble.isBetween(span.fromMs, row.history.at(-1)?.at.getTime() ?? span.fromMs);
    if (!wasDown) watch.fail(`the ${row.kind} ${row.id} was never heard of, and nothing followed`);
  }
};

/** Who missed the visit before has a row for the last hours, and nobody else ever had one. */
const judgeLastHours = ({ watch, durable, facts }: World): void => {
  const rows = durable.rows.all().filter(({ kind }) => kind === '2h');
  for (const { bookingId, sequence, status, afterMiss } of facts.bookings.values()) {
    const isThere = rows.some(({ subject }) => subject.bookingId === bookingId && subject.sequence === sequence);
    const wasEver = facts.misses.get(bookingId)?.some(({ plan }) => plan) === true;
    const isWrong = isThere ? !wasEver : afterMiss && status !== 'cancelled';
    if (isWrong) watch.fail(`the last hours before ${bookingId} are ${isThere ? '' : 'not '}spoken of`);
  }
};

/** Nothing that is owed has no row. */
const judgeOwed = ({ watch, durable, facts }: World): void => {
  const rows = durable.rows.all();
  for (const booking of facts.bookings.values()) {
    const owed = owedKinds(booking, rows);
    const isThere = rows.some(
      ({ subject, kind }) =>
        owed.includes(kind) && subject.bookingId === booking.bookingId && subject.sequence === booking.sequence,
    );
    if (owed.length > 0 && !isThere) watch.fail(`nothing is owed for the ${owed.join(' or ')} of ${booking.bookingId}`);
  }
  for (const { surveyId } of facts.surveys.values())
    if (!rows.some(({ kind, subject }) => kind === 'invitation' && subject.surveyId === surveyId))
      watch.fail(`nobody was to be invited to ${surveyId}`);
  for (const { sessionId, version } of facts.followUps.values())
    if (version === 1 && !rows.some(({ kind, subject }) => kind === 'nudge' && subject.sessionId === sessionId))
      watch.fail(`no nudge is owed for ${sessionId}`);
};

const timesText = (settings: Partial<SettingsInForce> | undefined): string =>
  JSON.stringify([settings?.zone, settings?.quietHours, settings?.closureDays, settings?.holidayRegion]);

/** What a clinic changed has come to every row that waited. */
const judgeReplannings = ({ watch, durable, facts }: World): void => {
  for (const [clinicId, told] of facts.clinicsTold) {
    const job = durable.replannings.find((one) => one.clinicId === clinicId);
    if (job !== undefined && job.phase !== 'done') watch.fail(`what ${clinicId} changed is ${job.phase} for ever`);
    // Nothing was planned before the clinic was first looked up.
    const planned = job?.settings ?? durable.settingsBefore(clinicId) ?? told.at(-1)?.plan;
    if (timesText(planned) !== timesText(told.at(-1)?.plan))
      watch.fail(`what waits at ${clinicId} follows older settings`);
  }
};

/** A reply that was kept is acted upon. */
const judgeReplies = ({ watch, durable }: World): void => {
  for (const { reply } of durable.replies.unfinished) watch.fail(`the reply ${reply.messageId} was never finished`);
};

const CLOSES: readonly string[] = ['stop', 'stop please', 'cancel'];

/** A STOP that came after every START of its number holds, whoever was slow, died or was told again in between. */
const judgeStops = ({ watch, durable, facts }: World): void => {
  const kept = [...facts.written.values()].filter(({ messageId }) => durable.replies.all.has(messageId));
  const isLast = ({ line, cameAt: [first] }: Written): boolean =>
    kept
      .filter((other) => other.line === line && other.text.toLowerCase() === 'start')
      // Of two at the same instant nobody can tell.
      .every(({ cameAt }) => cameAt.every(({ order, ms }) => order < (first?.order ?? 0) && ms !== first?.ms));
  for (const one of kept.filter(({ text }) => CLOSES.includes(text.toLowerCase()))) {
    const { clinicId, phone } = durable.replies.all.get(one.messageId)?.reply ?? { clinicId: '', phone: '' };
    const id = hashId('stop', clinicId, hashId(clinicId, 'phone', phone));
    const isStopped = durable.transactions.documents('stops').get(id)?.['stopped'] === true;
    if (isLast(one) && !isStopped) watch.fail(`the number that sent ${one.messageId} (${one.text}) is not stopped`);
  }
};

interface KeptConsent {
  readonly history: readonly {
    readonly channel: string;
    readonly evidence: { readonly source: string; readonly reference?: string };
  }[];
}

/** One wish of one form is written once, however often its event comes. */
const judgeWishes = ({ watch, durable }: World): void => {
  // Only the consent store writes the collection.
  const kept = [...durable.transactions.documents('consents').values()] as unknown as readonly KeptConsent[];
  for (const { history } of kept) {
    const wishes = history
      .filter(({ evidence }) => evidence.source === 'survey-wish')
      .map(({ channel, evidence }) => `${channel} ${evidence.reference ?? ''}`);
    if (new Set(wishes).size < wishes.length) watch.fail('the wish of one form was heard twice');
  }
};

/** Where the brake held something, the clinic's own people are told. */
const judgeBrake = ({ watch, durable }: World): void => {
  const clinics = durable.rows
    .all()
    .filter(({ history }) => history.some(({ to, reason }) => to === 'held' && reason === 'TOO_MANY'))
    .map(({ clinicId }) => clinicId);
  const told = [...durable.transactions.documents('staff_notices').values()].map(({ clinicId }) => clinicId);
  for (const clinicId of new Set(clinics))
    if (!told.includes(clinicId)) watch.fail(`nobody at ${clinicId} hears that messages are held`);
};

/** When all is over. */
export const judgeEnd = (world: World): void => {
  judgeLedger(world);
  judgeOwed(world);
  judgeLastHours(world);
  judgeLadder(world);
  judgeBrake(world);
  judgeReplannings(world);
  judgeReplies(world);
  judgeStops(world);
  judgeWishes(world);
};
