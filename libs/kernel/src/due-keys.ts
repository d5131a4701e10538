import { TransientError } from './errors.js';
import type { ClinicKey } from './tenant.js';

/** Some of what was due could not be done; it stays due. */
export class KeysLeftError extends TransientError {
  override readonly code = 'KEYS_LEFT';
}

interface Round {
  readonly name: string;
  readonly batch: number;
  /** What is due, the longest due first. */
  readonly due: (limit: number) => Promise<readonly ClinicKey[]>;
  /** `round`: all that is done with it. */
  readonly each: (key: ClinicKey, round: readonly ClinicKey[]) => Promise<void>;
}

const nameOf = ({ clinicId, id }: ClinicKey): string => `${clinicId}/${id}`;
const SHOWN = 5;

const left = (name: string, failed: ReadonlyMap<string, unknown>): KeysLeftError => {
  const [cause] = failed.values();
  const keys = [...failed.keys()].slice(0, SHOWN).join(', ');
  const why = cause instanceof Error ? cause.message : 'unknown';
  return new KeysLeftError(`${name} left ${failed.size} undone (${keys}): ${why}`, { cause });
};

/**
 * Does all that is due, batch after batch. What fails stays due for the next look, which the error at the end asks for, and holds up
 * nothing that falls due after it. After a failure it is asked anew what is due: a store that is away ends the work there.
 */
export const doAllDue = async ({ name, batch, due, each }: Round): Promise<void> => {
  const failed = new Map<string, unknown>();
  for (;;) {
    const limit = batch + failed.size;
    const found = await due(limit);
    const round = found.filter((key) => !failed.has(nameOf(key)));
    const failure = await firstFailure(round, each);
    if (failure !== undefined) failed.set(nameOf(failure.key), failure.error);
    else if (found.length < limit) break;
  }
  if (failed.size > 0) throw left(name, failed);
};

const firstFailure = async (
  round: readonly ClinicKey[],
  each: Round['each'],
): Promise<{ readonly key: ClinicKey; readonly error: unknown } | undefined> => {
  for (const key of round) {
    try {
      await each(key, round);
    } catch (error) {
      return { key, error };
    }
  }
  return undefined;
};
