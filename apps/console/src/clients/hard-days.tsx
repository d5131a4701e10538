import type { BurdenDays } from '../api/answers.js';
import { ErrorBanner, StatusLine } from '../shell/parts.js';
import { useLoaded } from '../shell/use-loaded.js';
import { NOTHING_KNOWN, sourceText, WHAT_IS_HARD, weekLine, windowLine } from './hard-days-words.js';

interface CountsProps {
  readonly known: BurdenDays;
  readonly today: string;
}

const Counts = ({ known: { source, windows, weeks }, today }: CountsProps) => {
  if (windows.length === 0 && weeks.length === 0) return <p>{NOTHING_KNOWN}</p>;
  return (
    <>
      <p>{sourceText(source)}</p>
      {windows.length === 0 ? null : (
        <>
          <ul>
            {windows.map((window) => (
              <li key={`${window.startsOn} ${window.endsOn}`}>{windowLine(window, today)}</li>
            ))}
          </ul>
          <p class="muted">{WHAT_IS_HARD}</p>
        </>
      )}
      {weeks.length === 0 ? null : (
        <>
          <p>The diary week by week, by what the client called each day:</p>
          <ul>
            {weeks.map((week) => (
              <li key={week.from}>{weekLine(week, today)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

/** The numbers that the reasons for a next visit rest on. */
export const HardDays = ({ clientRef, today }: { readonly clientRef: string; readonly today: string }) => {
  const days = useLoaded<BurdenDays>(`/api/outcomes/v1/burden-days?client=${encodeURIComponent(clientRef)}`);
  return (
    <>
      <h2>Hard days</h2>
      <StatusLine>{days.isSlow ? 'Loading hard days' : undefined}</StatusLine>
      <ErrorBanner error={days.error} retry={days.retry} />
      {days.value === undefined ? null : <Counts known={days.value} today={today} />}
    </>
  );
};
