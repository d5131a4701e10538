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

/** A fault of the page itself: the button can be pressed again, and the browser's own list of faults has it. */
const UNKNOWN = { status: 0, code: 'UNKNOWN' };

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
        const isKnown = error instanceof ApiError;
        setState({ isBusy: false, done: undefined, error: isKnown ? error : new ApiError(UNKNOWN) });
        if (!isKnown) throw error;
      });
  };
  return { ...state, act };
};
