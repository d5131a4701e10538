import { useEffect, useState } from 'preact/hooks';
import { ApiError, get } from '../api/client.js';

export interface Loaded<T> {
  /** The newest result; an older one stays while the next is on its way. */
  readonly value: T | undefined;
  readonly error: ApiError | undefined;
  /** Said only when it takes longer than 400 ms. */
  readonly isSlow: boolean;
  readonly retry: () => void;
}

const SLOW_MS = 400;

/** Loads what an address of the API answers, whenever the address changes. */
export const useLoaded = <T>(path: string | undefined): Loaded<T> => {
  const [state, setState] = useState<Omit<Loaded<T>, 'retry'>>({ value: undefined, error: undefined, isSlow: false });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (path === undefined) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => setState((before) => ({ ...before, isSlow: true })), SLOW_MS);
    get<T>(path, abort.signal)
      .then((value) => setState({ value, error: undefined, isSlow: false }))
      .catch((error: unknown) => {
        if (!abort.signal.aborted && error instanceof ApiError)
          setState((before) => ({ ...before, error, isSlow: false }));
      })
      .finally(() => clearTimeout(timer));
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [path, attempt]);
  return { ...state, retry: () => setAttempt((before) => before + 1) };
};
