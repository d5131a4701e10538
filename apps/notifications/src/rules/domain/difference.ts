import { hashId } from '@aftercare/kernel';

interface State {
  readonly state: string;
  readonly dueAt: Date;
}

/** What a change of rules does to one reminder. */
export interface Difference {
  readonly reminderId: string;
  readonly clientRef: string;
  /** On whose clocks the client lives. */
  readonly zone: string;
  readonly family: string;
  readonly kind: string;
  /** Null: the row is new. */
  readonly from: State | null;
  readonly to: State;
  readonly reason: string;
}

/** A sum over differences: the same set gives the same one, in whatever order and over however many sittings it was added up. */
export interface Digest {
  readonly rows: number;
  readonly sum: number;
}

export const NO_DIFFERENCES: Digest = { rows: 0, sum: 0 };

/** Six bytes, so that sums stay exact whole numbers. */
const BYTES = 6;
const SPACE = 2 ** (8 * BYTES);

const textOf = (state: State | null): string => (state === null ? '-' : `${state.state}@${state.dueAt.toISOString()}`);

const numberOf = ({ reminderId, from, to }: Difference): number =>
  Buffer.from(hashId(reminderId, textOf(from), textOf(to)), 'base64url').readUIntBE(0, BYTES);

export const withDifference = ({ rows, sum }: Digest, difference: Difference): Digest => ({
  rows: rows + 1,
  sum: (sum + numberOf(difference)) % SPACE,
});

export const digestText = ({ rows, sum }: Digest): string => `${rows}-${sum.toString(16)}`;
