import type { Reminder } from '../api/answers.js';
import { dayAndMonth, localTime } from '../shell/format.js';
import { CAUSES, REASONS } from './reasons.js';

/** What a sentence is made of; a line of the ledger has all of it. */
export type Told = Pick<Reminder, 'cause' | 'state'> &
  Partial<Pick<Reminder, 'kind' | 'reason' | 'visitLocal' | 'notAfterLocal' | 'lookLocal' | 'history'>>;

/** How a state is said in front of its reason. */
const MOVES: Readonly<Record<string, string>> = {
  planned: 'moved',
  held: 'held',
  skipped: 'skipped',
  withdrawn: 'withdrawn',
  failed: 'failed',
};

/** A note that left after all carries one of these because it left at another time than first planned. */
const MOVING: readonly string[] = [
  'QUIET_HOURS',
  'CLOSED_DAY',
  'CAP',
  'CLIENT_IN_ATTACK',
  'SURVEY_FIRST',
  'ALLOWANCE',
  'ZONE_CHANGED',
  'PLAN_CHANGED',
  'CLINIC_CHANGED',
];
/** Nothing was decided; the row goes on as soon as this is over. */
const WAITING: readonly string[] = ['PROVIDER_DOWN', 'OWNER_SILENT'];
const WAITS: readonly string[] = ['planned', 'held', 'sending'];

const BEFORE: Readonly<Record<string, string>> = { '72h': '3 days', '24h': '1 day', '2h': '2 hours' };

const moveOf = (state: string, reason: string): string | undefined => {
  if (WAITING.includes(reason) && WAITS.includes(state)) return 'waiting';
  if (reason === 'TOO_LATE' && state === 'skipped') return 'dropped';
  return MOVES[state] ?? (MOVING.includes(reason) ? 'moved' : undefined);
};

/** An unknown code is shown as it is, never left out. */
export const reasonText = (state: string, reason: string): string => {
  const move = moveOf(state, reason);
  const words = REASONS[reason]?.staff ?? reason;
  return move === undefined ? words : `${move}: ${words}`;
};

/** The day or time that belongs to a reason, where the line knows one. */
const detailOf = (row: Told): string => {
  const { reason, history = [], notAfterLocal, lookLocal } = row;
  if (reason === 'ANSWERED') {
    const at = history.findLast((step) => step.reason === reason)?.atLocal;
    return at === undefined ? '' : ` ${localTime(at)}`;
  }
  if (reason === 'TOO_LATE' && notAfterLocal !== undefined) return ` after ${localTime(notAfterLocal)}`;
  if (reason === 'LOOKING_UP' && lookLocal !== undefined) return `, look-up ${lookLocal.slice(11, 16)}`;
  return '';
};

const causeText = ({ cause, kind = '', visitLocal }: Told): string => {
  const before = BEFORE[kind];
  if (cause === 'VISIT_NEAR' && before !== undefined) return `${before} before the visit`;
  const words = CAUSES[cause]?.staff ?? cause;
  return cause === 'VISIT_BOOKED' && visitLocal !== undefined ? `${words} ${dayAndMonth(visitLocal)}` : words;
};

/** "booked visit 11 May" or "usual interval is over; skipped: has a booking". */
export const becauseText = (row: Told): string => {
  const cause = causeText(row);
  return row.reason === undefined ? cause : `${cause}; ${reasonText(row.state, row.reason)}${detailOf(row)}`;
};
