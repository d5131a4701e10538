import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ReminderRules, RulePreview } from '../api/answers.js';
import { ApiError, post } from '../api/client.js';
import { counted } from '../shell/format.js';
import { navigate } from '../shell/navigation.js';
import { newKey } from '../shell/new-key.js';
import { ErrorBanner, StatusLine } from '../shell/parts.js';
import { useAct } from '../shell/use-act.js';
import { dropDraft } from './draft.js';
import { Balance, Totals } from './forecast-view.js';
import { RULES_API } from './use-forecast.js';
import type { Forecast } from './use-forecast.js';
import { PAGE } from './versions.js';

interface ConfirmProps {
  readonly preview: RulePreview;
  readonly confirm: () => void;
  readonly close: () => void;
}

/** The figures once more, before anything changes. */
const ConfirmApply = ({ preview, confirm, close }: ConfirmProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const version = preview.basedOn + 1;
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // Not its first button: a key that is pressed twice applies nothing.
    heading.current?.focus();
    return () => element?.close();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby="confirm-h" onClose={close}>
      <h2 id="confirm-h" tabIndex={-1} ref={heading}>
        Apply version {version}?
      </h2>
      <p>
        {preview.differences.total === 0
          ? 'No planned message changes. What is booked from now on follows the new rules.'
          : `${counted(preview.differences.total, 'planned message')} would change, in the next twelve weeks and after them.`}
      </p>
      <Totals preview={preview} />
      <Balance preview={preview} />
      <div role="group" aria-label="Apply or not">
        <button type="button" class="main" onClick={confirm}>
          Apply version {version} now
        </button>
        <button type="button" onClick={close}>
          Not yet
        </button>
      </div>
    </dialog>
  );
};

interface ApplyingProps {
  readonly clinicId: string;
  readonly forecast: Forecast;
  readonly rules: ReminderRules;
  /** What holds may be something else now. */
  readonly reload: () => void;
}

const sentBody = (rules: ReminderRules, { previewId, digest }: RulePreview) => ({ rules, previewId, digest });

const isOutdatedError = (error: unknown): boolean =>
  error instanceof ApiError && error.problem.code === 'PREVIEW_OUTDATED';

/** Nothing is applied but what was looked at, and only after the figures were confirmed. */
export const Applying = ({ clinicId, forecast, rules, reload }: ApplyingProps) => {
  const [isAsked, setAsked] = useState(false);
  const { act, isBusy, error } = useAct(() => {
    dropDraft(clinicId);
    navigate(PAGE);
  });
  const { preview, isFresh, outdate } = forecast;
  const apply = async (shown: RulePreview): Promise<void> => {
    try {
      await post(`${RULES_API}/apply`, sentBody(rules, shown), { key: newKey() });
    } catch (problem) {
      if (isOutdatedError(problem)) {
        outdate();
        reload();
      }
      throw problem;
    }
  };
  const confirm = (): void => {
    setAsked(false);
    if (preview !== undefined) act(() => apply(preview), '');
  };
  return (
    <>
      {/* What stands with the preview says that one. */}
      <ErrorBanner error={isOutdatedError(error) ? undefined : error} />
      <p>
        <button type="button" class="main" disabled={!isFresh} onClick={() => setAsked(true)}>
          Apply{preview === undefined ? '' : ` version ${preview.basedOn + 1}`}
        </button>
      </p>
      <StatusLine>{isBusy ? 'Applying it' : undefined}</StatusLine>
      {isAsked && preview !== undefined && isFresh ? (
        <ConfirmApply preview={preview} confirm={confirm} close={() => setAsked(false)} />
      ) : null}
    </>
  );
};
