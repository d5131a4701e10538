import { dateOf } from '@aftercare/kernel';
import { isBraked } from './brake.js';
import { chooseChannel } from './channels.js';
import { mayLeaveAnyHour } from './draft.js';
import { notBefore } from './earlier-notes.js';
import { nextHoldLook } from './holds.js';
import { judgeBooking, judgeSurvey } from './owned-facts.js';
import { isRoutine } from './reminder.js';
import { inForce, isStepOn } from './rules.js';
import type { Channel, Reminder } from './reminder.js';
import type { SendFacts } from './send-facts.js';
import { isAllowedAt, nextAllowed, nextMorning } from './timing.js';
import { isWaitReason } from './waiting.js';

export type { SendFacts, Told } from './send-facts.js';
export type { BookingStatus, SurveyStatus } from './owned-facts.js';

export type SendDecision =
  | { readonly do: 'send'; readonly channel: Channel; readonly to: 'client' | 'staff'; readonly generation?: number }
  | { readonly do: 'rehearse'; readonly channel: Channel }
  | { readonly do: 'later'; readonly dueAt: Date; readonly reason: string }
  | { readonly do: 'hold'; readonly dueAt: Date; readonly reason: string }
  | { readonly do: 'skip'; readonly reason: string }
  /** Its planner took it back while it was under way. */
  | { readonly do: 'withdraw'; readonly reason: string };

type Gate = (row: Reminder, facts: SendFacts, now: Date) => SendDecision | undefined;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Rows whose owner is silent are tried again this often, and wait no longer than `SILENT_LIMIT_MS` (architecture.md 5). */
const SILENT_RETRY_MS = 30_000;
const SILENT_LIMIT_MS = 10 * MINUTE_MS;
const SILENT_MARGIN_MS = 15 * MINUTE_MS;
const HELD_RETRY_MS = 10 * MINUTE_MS;
const PER_DAY = 1;

const skip = (reason: string): SendDecision => ({ do: 'skip', reason });
const skipFor = (reason: string | undefined): SendDecision | undefined =>
  reason === undefined ? undefined : skip(reason);
const after = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);

/** The first whole minute from `instant` on: what a cap moved comes due together with the rest of the minute. */
const wholeMinute = (instant: Date): Date => new Date(Math.ceil(instant.getTime() / MINUTE_MS) * MINUTE_MS);

/** A later time is only a later time while the message is of use then. */
const laterOrSkip = (row: Reminder, dueAt: Date, reason: string): SendDecision =>
  dueAt < row.notAfter ? { do: 'later', dueAt, reason } : skip(reason);

const silentSince = (row: Reminder, now: Date): Date => {
  const entries = row.history.filter((entry) => entry.to !== 'sending');
  const last = entries.findLastIndex((entry) => entry.reason !== 'OWNER_SILENT');
  return entries[last + 1]?.at ?? now;
};

/** Delays a row whose owner is silent; undefined when it has waited long enough. */
const waitForOwner = (row: Reminder, now: Date): SendDecision | undefined => {
  const limit = Math.min(silentSince(row, now).getTime() + SILENT_LIMIT_MS, row.notAfter.getTime() - SILENT_MARGIN_MS);
  return now.getTime() < limit
    ? { do: 'later', dueAt: after(now, SILENT_RETRY_MS), reason: 'OWNER_SILENT' }
    : undefined;
};

const holdForOwner = (now: Date): SendDecision => ({
  do: 'hold',
  dueAt: after(now, HELD_RETRY_MS),
  reason: 'OWNER_SILENT',
});

/** What its planner said while the row was under way holds now that it is back. */
const planGate: Gate = (row, _facts, now) => {
  const { unwanted, notBefore: planned } = row;
  if (unwanted !== undefined) return { do: 'withdraw', reason: unwanted };
  return planned !== undefined && now < planned ? laterOrSkip(row, planned, 'PLAN_CHANGED') : undefined;
};
const modeGate: Gate = (_row, facts) => (facts.sendMode === 'off' ? skip('SEND_OFF') : undefined);
/** What waited for its sender or provider until now is dropped for that reason. */
const lateGate: Gate = (row, _facts, now) =>
  now >= row.notAfter ? skip(isWaitReason(row.reason) ? row.reason : 'TOO_LATE') : undefined;
/** A clinic may have dropped the step while the row was planned elsewhere: what its rules say now holds. */
const stepGate: Gate = (row, { allowed }) => (isStepOn(row, inForce(allowed)) ? undefined : skip('RULE_CHANGED'));
const reachGate: Gate = (_row, facts) => (facts.reach === undefined ? skip('NO_CONTACT') : undefined);

const missGate: Gate = (_row, facts) => (facts.missPutRight === true ? skip('MISS_PUT_RIGHT') : undefined);

const bookingGate: Gate = (row, facts, now) => {
  if (facts.booking === undefined) return undefined;
  if (facts.booking.told === 'fact') return skipFor(judgeBooking(row, facts.booking.fact));
  const wait = waitForOwner(row, now);
  if (wait !== undefined) return wait;
  return facts.booking.projection === undefined
    ? holdForOwner(now)
    : skipFor(judgeBooking(row, facts.booking.projection));
};

const surveyGate: Gate = (row, facts, now) => {
  if (facts.survey === undefined) return undefined;
  if (facts.survey.told === 'silent') return waitForOwner(row, now) ?? holdForOwner(now);
  return skipFor(judgeSurvey(row, facts.survey.fact));
};

const bookedGate: Gate = (row, facts, now) => {
  if (facts.hasBooking === undefined) return undefined;
  if (facts.hasBooking.told === 'silent') return waitForOwner(row, now) ?? holdForOwner(now);
  return facts.hasBooking.fact ? skip('HAS_BOOKING') : undefined;
};

const routineGate: Gate = (row, facts, now) => {
  if (!isRoutine(row.family)) return undefined;
  if (facts.flagged) return { do: 'hold', dueAt: nextHoldLook(row, now), reason: 'SAFETY_HOLD' };
  if (facts.deferredUntil !== undefined && now < facts.deferredUntil)
    return laterOrSkip(row, facts.deferredUntil, 'CLIENT_IN_ATTACK');
  return undefined;
};

const channelGate: Gate = (row, facts) => {
  const choice = channelOf(row, facts);
  return 'reason' in choice ? skip(choice.reason) : undefined;
};

const hoursGate: Gate = (row, facts, now) => {
  const choice = channelOf(row, facts);
  if ('reason' in choice || mayLeaveAnyHour(row, choice.channel)) return undefined;
  const onOpenDays = isRoutine(row.family);
  if (isAllowedAt(now, facts.allowed, onOpenDays)) return undefined;
  const reason = isAllowedAt(now, facts.allowed, false) ? 'CLOSED_DAY' : 'QUIET_HOURS';
  return laterOrSkip(row, nextAllowed(now, facts.allowed, onOpenDays), reason);
};

/** A note keeps its distance from the one before it, which a cap or a closed day may have moved. */
const earlierGate: Gate = (row, { earlier = [], allowed }, now) => {
  const due = notBefore(row, earlier, allowed);
  if (due === undefined || now >= due) return undefined;
  if (row.family === 'survey') return laterOrSkip(row, wholeMinute(due), 'CAP');
  return due < row.notAfter ? { do: 'later', dueAt: due, reason: 'PLAN_CHANGED' } : skip('TOO_LATE');
};

/** A reminder of a visit goes before all else of its day: a form waits to go with it, or for another day like a nudge. */
const dayGate: Gate = (row, facts, now) => {
  if (!isRoutine(row.family) || facts.reminderAhead === undefined) return undefined;
  const { dueAt, takesForm } = facts.reminderAhead;
  // One that is due this very moment is about to look for the form.
  const together = dueAt > now ? dueAt : after(now, MINUTE_MS);
  if (row.family === 'survey' && takesForm && together < row.notAfter)
    return { do: 'later', dueAt: together, reason: 'MERGED' };
  return laterOrSkip(row, nextMorning(now, facts.allowed, true), 'CAP');
};

/** Whatever the reason for so many messages to one person, a human looks before the next one. */
const brakeGate: Gate = (row, { goneToday = 0 }) =>
  isBraked(row, goneToday) ? { do: 'hold', dueAt: row.notAfter, reason: 'TOO_MANY' } : undefined;

/** A survey goes before a nudge of the same day, and both wait for the caps; an appointment message never does. */
const capGate: Gate = (row, facts, now) => {
  if (!isRoutine(row.family)) return undefined;
  const morning = nextMorning(now, facts.allowed, true);
  if (row.family === 'follow-up' && facts.surveyToday) return laterOrSkip(row, morning, 'SURVEY_FIRST');
  const today = dateOf(now, facts.allowed.zone);
  const week = facts.sentAt.filter((at) => at.getTime() > now.getTime() - 7 * DAY_MS);
  if (week.filter((at) => dateOf(at, facts.allowed.zone) === today).length >= PER_DAY)
    return laterOrSkip(row, morning, 'CAP');
  const { perWeek } = inForce(facts.allowed).rules.caps;
  if (week.length < perWeek) return undefined;
  const frees = wholeMinute(after(week[week.length - perWeek] ?? now, 7 * DAY_MS));
  return laterOrSkip(row, nextAllowed(frees > morning ? frees : morning, facts.allowed, true), 'CAP');
};

const channelOf = (row: Reminder, facts: SendFacts): ReturnType<typeof chooseChannel> =>
  facts.reach === undefined
    ? { reason: 'NO_CONTACT' }
    : chooseChannel(row, facts.reach, row.kind === 'reminder' ? facts.invitedOn : undefined);

/** What may go out at all now. */
const ALLOWED: readonly Gate[] = [
  planGate,
  modeGate,
  lateGate,
  stepGate,
  reachGate,
  bookingGate,
  missGate,
  surveyGate,
  bookedGate,
  routineGate,
  channelGate,
  hoursGate,
  earlierGate,
];
const GATES: readonly Gate[] = [...ALLOWED, brakeGate, dayGate, capGate];

/** May a form go out on this way? Its reminder keeps to the other channel than its invitation where there is one. */
export const fitsChannel = (
  form: Reminder,
  { reach, invitedOn }: Pick<SendFacts, 'reach' | 'invitedOn'>,
  channel: Channel,
): boolean => {
  if (reach === undefined) return false;
  const only = form.kind === 'reminder' ? form : { ...form, channels: [channel] };
  const choice = chooseChannel(only, reach, form.kind === 'reminder' ? invitedOn : undefined);
  return 'channel' in choice && choice.channel === channel;
};

/** May a form go out now, on this channel, in the message of a visit's reminder? It makes no message of its own, so the caps do not matter. */
export const mayGoAlong = (form: Reminder, facts: SendFacts, now: Date, channel: Channel): boolean =>
  ALLOWED.every((gate) => gate(form, facts, now) === undefined) && fitsChannel(form, facts, channel);

/** What is to be done with a claimed row now. Pure; the answer is stored with its reason. */
export const decideSend = (row: Reminder, facts: SendFacts, now: Date): SendDecision => {
  for (const gate of GATES) {
    const decision = gate(row, facts, now);
    if (decision !== undefined) return decision;
  }
  const choice = channelOf(row, facts);
  if ('reason' in choice) return skip(choice.reason);
  if (facts.sendMode === 'rehearsal') return { do: 'rehearse', channel: choice.channel };
  const generation = facts.survey?.told === 'fact' ? { generation: facts.survey.fact.generation } : {};
  return { do: 'send', channel: choice.channel, to: facts.sendMode === 'staff' ? 'staff' : 'client', ...generation };
};
