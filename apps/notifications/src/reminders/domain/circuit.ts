/** How it goes with a provider: what failed in a row, and, once nothing is tried any more, until when. */
export interface Circuit {
  readonly failures: number;
  readonly open?: {
    readonly atMs: number;
    readonly at: Date;
    /** The last try that failed; the next one comes `waitMs` later. */
    readonly triedMs: number;
    readonly triedAt: Date;
    readonly waitMs: number;
    /** A try is under way. */
    readonly isTrying: boolean;
  };
}

/** Both times of one moment: with a stepped clock the machine's stands still while days go by. */
export interface Moment {
  readonly machineMs: number;
  readonly at: Date;
}

export const CLOSED: Circuit = { failures: 0 };

const FAILURES_IN_A_ROW = 5;
const FIRST_WAIT_MS = 5000;
const LONGEST_WAIT_MS = 60_000;

const restMs = ({ triedMs, triedAt, waitMs }: NonNullable<Circuit['open']>, now: Moment): number =>
  waitMs - Math.max(now.machineMs - triedMs, now.at.getTime() - triedAt.getTime());

/** `go`; `try` for one call that finds out; or how long nothing is to be called. */
export const mayCall = ({ open }: Circuit, now: Moment): 'go' | 'try' | { readonly forMs: number } => {
  if (open === undefined) return 'go';
  const leftMs = restMs(open, now);
  if (leftMs <= 0 && !open.isTrying) return 'try';
  return { forMs: Math.max(1000, leftMs) };
};

export const trying = (circuit: Circuit, isTrying: boolean): Circuit =>
  circuit.open === undefined ? circuit : { ...circuit, open: { ...circuit.open, isTrying } };

/** The provider answered, whatever it said. */
export const succeeded = (): Circuit => CLOSED;

/** It took nothing, or nobody knows. */
export const failed = (circuit: Circuit, now: Moment): Circuit => {
  const failures = circuit.failures + 1;
  const { open } = circuit;
  const tried = { triedMs: now.machineMs, triedAt: now.at, isTrying: false };
  // Calls that were under way when it opened tell nothing new.
  if (open !== undefined) {
    const waitMs = open.isTrying ? Math.min(open.waitMs * 2, LONGEST_WAIT_MS) : open.waitMs;
    return { failures, open: { ...open, ...(open.isTrying ? { ...tried, waitMs } : {}) } };
  }
  if (failures < FAILURES_IN_A_ROW) return { failures };
  return { failures, open: { atMs: now.machineMs, at: now.at, waitMs: FIRST_WAIT_MS, ...tried } };
};
