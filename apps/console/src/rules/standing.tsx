import { ErrorBanner, StatusLine } from '../shell/parts.js';
import { fieldName } from './refusals.js';
import type { Refusals } from './refusals.js';
import type { Forecast } from './use-forecast.js';

/** Where to look; each name goes to its field. */
const Refused = ({ refusals }: { readonly refusals: Refusals }) => (
  <div class="banner" role="alert">
    <p>
      <strong class="danger">Not shown.</strong> These rules cannot stand as they are:
    </p>
    <ul>
      {[...refusals].map(([field, text]) => (
        <li key={field}>
          <button type="button" class="small" onClick={() => document.getElementById(field)?.focus()}>
            {fieldName(field)}
          </button>{' '}
          {text}
        </li>
      ))}
    </ul>
  </div>
);

const statusText = ({ isBusy, isFresh }: Forecast): string | undefined => {
  if (isBusy) return 'Playing the draft over everything that waits';
  return isFresh ? 'The preview is of this draft.' : undefined;
};

/** How the figures below are related to the form above. */
export const Standing = ({
  forecast,
  refusals,
}: {
  readonly forecast: Forecast;
  readonly refusals: Refusals | undefined;
}) => {
  const { error, preview, isFresh, isOutdated, isBusy, again } = forecast;
  return (
    <>
      {refusals === undefined ? <ErrorBanner error={error} retry={again} /> : <Refused refusals={refusals} />}
      <StatusLine>{statusText(forecast)}</StatusLine>
      {isOutdated && !isBusy ? (
        <div class="banner" role="alert">
          <p>
            <strong class="danger">Nothing was applied.</strong> This preview is no longer true: the rules or the
            settings of the clinic changed after it was made. Look again, and apply what you see then.
          </p>
          <button type="button" onClick={again}>
            Look again
          </button>
        </div>
      ) : null}
      {preview === undefined || isFresh || isOutdated ? null : (
        <p class="warn">The figures below are of an earlier draft.</p>
      )}
    </>
  );
};
