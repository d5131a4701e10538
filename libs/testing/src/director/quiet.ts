import type { Quiescence } from '@aftercare/platform';

/** One answer of every process, taken side by side. */
export type Round = readonly Quiescence[];

/** Decimal, as told: a step compares some hundred of them several times, and making a BigInt of each would cost more than comparing. */
type Offsets = ReadonlyMap<string, string>;

const FIRST = '0';
const isBeyond = (one: string, other: string): boolean =>
  one.length === other.length ? one > other : one.length > other.length;

const highest = (all: readonly Readonly<Record<string, string>>[]): Offsets => {
  const offsets = new Map<string, string>();
  for (const offsetsOfOne of all) {
    for (const key in offsetsOfOne) {
      const next = offsetsOfOne[key] ?? FIRST;
      const before = offsets.get(key);
      if (before === undefined || isBeyond(next, before)) offsets.set(key, next);
    }
  }
  return offsets;
};

const topicOf = (key: string): string => key.slice(0, key.lastIndexOf('/'));

/** Per consumer group over all processes; several members of one group share its partitions. */
const handledByGroup = (round: Round): ReadonlyMap<string, Offsets> => {
  const groups = new Set(round.flatMap((answer) => Object.keys(answer.handled)));
  return new Map([...groups].map((group) => [group, highest(round.map((answer) => answer.handled[group] ?? {}))]));
};

const behindOf = (group: string, handled: Offsets, published: Offsets): readonly string[] => {
  const topics = new Set([...handled.keys()].map(topicOf));
  return [...published]
    .filter(([key, next]) => isBeyond(next, handled.get(key) ?? FIRST) && topics.has(topicOf(key)))
    .map(([key, next]) => `${group} is at ${handled.get(key) ?? FIRST} of ${next} in ${key}`);
};

/** Groups that have not handled what was published to the topics they consume. A group consumes the topics it tells offsets of. */
export const lagOf = (round: Round): readonly string[] => {
  const published = highest(round.map((answer) => answer.published));
  return [...handledByGroup(round)].flatMap(([group, handled]) => behindOf(group, handled, published));
};

/** Everything that keeps a round from being quiet, in words. */
export const unrestOf = (round: Round): readonly string[] => [
  ...round
    .filter((answer) => answer.busy > 0)
    .map((answer) => `${answer.service} is busy: ${JSON.stringify(answer.working)}`),
  ...lagOf(round),
];

/** Everything that moves while anything goes on. Something that crossed between two answers of one round moved a counter. */
export const fingerprintOf = (round: Round): string =>
  JSON.stringify(round.map(({ counters, published, handled, nextAt }) => [counters, published, handled, nextAt]));

const isOverdue = (answer: Quiescence, now: Date): boolean =>
  answer.failed.length > 0 || (answer.nextAt !== null && Date.parse(answer.nextAt) <= now.getTime());

/** Something is due at or before the instant, or failed, or the process was too busy to know. */
export const mustFire = (answer: Quiescence, now: Date): boolean => answer.busy > 0 || isOverdue(answer, now);

/** Processes where something is due at or before the instant, or failed: they must fire again. */
export const overdueOf = (round: Round, now: Date): readonly string[] =>
  round
    .filter((answer) => isOverdue(answer, now))
    .map((answer) =>
      `${answer.service} has work due at ${answer.nextAt ?? 'an unknown instant'} ${answer.failed.join(', ')}`.trim(),
    );

/** The earliest instant at which anything falls due anywhere. */
export const earliest = (round: Round): Date | undefined => {
  const instants = round.flatMap(({ nextAt }) => (nextAt === null ? [] : [Date.parse(nextAt)]));
  return instants.length === 0 ? undefined : new Date(Math.min(...instants));
};
