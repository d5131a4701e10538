import { useEffect, useState } from 'preact/hooks';
import { ApiError, get } from '../api/client.js';

export interface Loaded<T> {
  /** The newest result; one of before stays while the next is on its way, and one of another address no longer than that. */
  readonly value: T | undefined;
  readonly error: ApiError | undefined;
  /** Said only when it takes longer than 400 ms. */
  readonly isSlow: boolean;
  readonly retry: () => void;
}

interface State<T> extends Omit<Loaded<T>, 'retry'> {
  /** The address that the value is of. */
  readonly of: string | undefined;
}

const NOTHING = { of: undefined, value: undefined, error: undefined, isSlow: false };
const SLOW_MS = 400;

/** Loads what an address of the API answers, whenever the address changes. */
export const useLoaded = <T>(path: string | undefined): Loaded<T> => {
  const [{ of: _of, ...state }, setState] = useState<State<T>>(NOTHING);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (path === undefined) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => setState((before) => ({ ...before, isSlow: true })), SLOW_MS);
    get<T>(path, abort.signal)
      .then((value) => setState({ of: path, value, error: undefined, isSlow: false }))
      .catch((error: unknown) => {
        if (!abort.signal.aborted && error instanceof ApiError)
          setState((before) => ({ ...(before.of === path ? before : NOTHING), error, isSlow: false }));
      })
      .finally(() => clearTimeout(timer));
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [path, attempt]);
  return { ...state, retry: () => setAttempt((before) => before + 1) };
};
