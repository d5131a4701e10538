import { useEffect, useState } from 'preact/hooks';
import type { CheckedText } from '../api/answers.js';
import { ApiError, post } from '../api/client.js';

export interface Draft {
  readonly sms: string;
  /** Absent: this text is a reply and has no email. */
  readonly subject?: string;
}

interface Preview {
  /** Of the newest draft that was looked at; an older one stays until then. */
  readonly checked: CheckedText | undefined;
  readonly isStale: boolean;
  readonly error: ApiError | undefined;
}

/** Long enough that nobody is checked letter by letter, short enough to be there when the eyes are. */
const PAUSE_MS = 300;

/** What the lint says about a draft and how it looks, a moment after the last key. */
export const usePreview = (path: string, draft: Draft, known: CheckedText): Preview => {
  const [state, setState] = useState<Preview>({ checked: known, isStale: false, error: undefined });
  const { sms, subject } = draft;
  useEffect(() => {
    let isOver = false;
    setState((before) => ({ ...before, isStale: true }));
    const look = async (): Promise<void> => {
      try {
        const checked = await post<CheckedText>(`${path}/previews`, {
          sms,
          ...(subject === undefined ? {} : { subject }),
        });
        if (!isOver) setState({ checked, isStale: false, error: undefined });
      } catch (error) {
        if (!isOver && error instanceof ApiError) setState((before) => ({ ...before, isStale: false, error }));
      }
    };
    const timer = setTimeout(() => void look(), PAUSE_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [path, sms, subject]);
  return state;
};
