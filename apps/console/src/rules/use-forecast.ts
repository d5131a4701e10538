import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReminderRules, RulePreview } from '../api/answers.js';
import { ApiError, post } from '../api/client.js';

export const RULES_API = '/api/notifications/v1/rules';
/** Differences of a page. */
export const DIFFERENCES = 25;

/** Long enough that nobody's clinic is counted letter by letter. */
const PAUSE_MS = 500;

interface State {
  readonly preview: RulePreview | undefined;
  /** What the preview was made of. */
  readonly of: ReminderRules | undefined;
  /** The server said that it was made from something else than what holds. */
  readonly isOutdated: boolean;
  readonly error: ApiError | undefined;
  readonly isBusy: boolean;
}

export interface Forecast extends State {
  /** The preview is of exactly these rules, and nothing is known that makes it untrue. */
  readonly isFresh: boolean;
  readonly again: () => void;
  readonly outdate: () => void;
}

const NOTHING: State = { preview: undefined, of: undefined, isOutdated: false, error: undefined, isBusy: false };

/**
 * What a draft would change, played over everything that waits a moment after the last key. An older preview stays until
 * the next is here. One at a time: a clinic with many clients takes seconds, and only the newest draft is worth them.
 */
export const useForecast = (rules: ReminderRules | undefined): Forecast => {
  const [state, setState] = useState<State>(NOTHING);
  const [attempt, setAttempt] = useState(0);
  const before = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    if (rules === undefined) {
      setState(NOTHING);
      return undefined;
    }
    let isOver = false;
    setState((was) => ({ ...was, isBusy: true }));
    const look = async (): Promise<void> => {
      if (isOver) return;
      try {
        const preview = await post<RulePreview>(`${RULES_API}/preview`, { rules, limit: DIFFERENCES });
        if (!isOver) setState({ ...NOTHING, preview, of: rules });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (!isOver) setState((was) => ({ ...was, error, isBusy: false }));
      }
    };
    const timer = setTimeout(() => (before.current = before.current.then(look, look)), PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [rules, attempt]);
  return {
    ...state,
    isFresh: state.preview !== undefined && state.of === rules && !state.isOutdated && !state.isBusy,
    again: () => setAttempt((was) => was + 1),
    outdate: () => setState((was) => ({ ...was, isOutdated: true })),
  };
};
