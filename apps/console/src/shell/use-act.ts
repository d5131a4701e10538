import { useState } from 'preact/hooks';
import { ApiError } from '../api/client.js';

export interface Acting {
  readonly isBusy: boolean;
  /** What was done last, in words, until the next act. */
  readonly done: string | undefined;
  readonly error: ApiError | undefined;
  /** Does one thing at a time; a second press while the first is on its way does nothing. */
  readonly act: (work: () => Promise<unknown>, done: string) => void;
}

/** Says what became of a press of a button, and keeps what was typed when it was refused. */
export const useAct = (after: () => void = () => undefined): Acting => {
  const [state, setState] = useState<Omit<Acting, 'act'>>({ isBusy: false, done: undefined, error: undefined });
  const act = (work: () => Promise<unknown>, done: string): void => {
    if (state.isBusy) return;
    setState({ isBusy: true, done: undefined, error: undefined });
    work()
      .then(() => {
        setState({ isBusy: false, done, error: undefined });
        after();
      })
      .catch((error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        setState({ isBusy: false, done: undefined, error });
      });
  };
  return { ...state, act };
};
