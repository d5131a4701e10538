import type { Reminder, ReminderStory } from '../api/answers.js';
import type { WhoOf } from '../shell/people.js';
import { GROUNDS } from './acts.js';
import { reasonText } from './because.js';
import { REASONS } from './reasons.js';
import { channelName, kindText } from './words.js';

type Step = Reminder['history'][number];
type Related = ReminderStory['related'][number];
type Attempt = ReminderStory['attempts'][number];

const TOO_LATE = /^too late for ([A-Z_]+)$/u;
const LOOK = /^look (\d+): nothing$/u;
/** Another row's id; its line stands below, with a link. */
const ROW_ID = /^[\w-]{16}$/u;

/** What else is known of a step, in words; what nobody foresaw is shown as it is. */
export const noteText = (note: string): string | undefined => {
  const ground = GROUNDS.find(({ value }) => value === note)?.label;
  if (ground !== undefined) return ground;
  const late = TOO_LATE.exec(note)?.[1];
  if (late !== undefined) return `this came too late: ${REASONS[late]?.staff ?? late}`;
  const look = LOOK.exec(note)?.[1];
  if (look !== undefined) return `provider asked (${look}), it knows of nothing`;
  return ROW_ID.test(note) ? undefined : note;
};

/** The state itself stands before it. */
const movedText = (to: string, reason: string): string => {
  const text = reasonText(to, reason);
  return text.startsWith(`${to}: `) ? text.slice(to.length + 2) : text;
};

/** "held by staff, by ana@example.org: the client asked for it". */
export const stepText = ({ to, reason, by, note }: Step, whoOf: WhoOf): string => {
  const said = [
    ...(reason === undefined ? [] : [movedText(to, reason)]),
    ...(by === undefined ? [] : [`by ${whoOf(by)}`]),
  ].join(', ');
  const more = note === undefined ? undefined : noteText(note);
  return more === undefined ? said : [said, more].filter((text) => text !== '').join(': ');
};

const RELATIONS: Readonly<Record<Related['relation'], string>> = {
  'carried-by': 'It was said by',
  carries: 'It says as well',
  'other-way': 'It went on as',
  'other-way-of': 'It stands in for',
  retry: 'It was sent once more as',
  'retry-of': 'It is sent once more after',
};

export const relationText = (related: Related): string => RELATIONS[related.relation];

export const relatedName = ({ kind, channel, state }: Related): string =>
  `${kindText(kind)}${channel === undefined ? '' : `, ${channelName(channel)}`}, ${state}`;

const OUTCOMES: Readonly<Record<string, string>> = {
  accepted: 'taken by the provider',
  refused: 'refused by the provider',
  'retry-later': 'not taken now, tried again later',
  'in-doubt': 'no answer, looked up afterwards',
  reported: 'known from a report only',
};

/** "SMS, taken by the provider, delivered, text A2@1/en". */
export const attemptText = ({ channel, outcome, status, code, text }: Attempt): string =>
  [
    channelName(channel),
    OUTCOMES[outcome] ?? outcome,
    ...(status === undefined ? [] : [status]),
    ...(code === undefined ? [] : [`code ${code}`]),
    ...(text === undefined ? [] : [`text ${text}`]),
  ].join(', ');
