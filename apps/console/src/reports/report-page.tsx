import type { AnswerRate, FirstReport } from '../api/answers.js';
import { dayOf } from '../shell/format.js';
import { navigate, useAddress } from '../shell/navigation.js';
import { ErrorBanner, fieldsOf, StatusLine, Title } from '../shell/parts.js';
import { useLoaded } from '../shell/use-loaded.js';
import { DotsAndIntervals, WilsonBars } from './charts.js';
import { CAUTION, fewAnswers, figuresOf, isUnderHalf, pairsNotice, SMALL_CLINIC, UNDER_HALF } from './figures.js';
import { chosenPeriod, closedPeriods } from './periods.js';
import type { Period } from './periods.js';
import { ChangeTable, ShareTable } from './tables.js';

const PeriodChoice = ({ today, chosen }: { readonly today: string; readonly chosen: Period | undefined }) => {
  const { months, quarters } = closedPeriods(today);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const [from = '', to = ''] = (fieldsOf(event.currentTarget)['period'] ?? '').split('/');
    navigate(`/console/reports/first?from=${from}&to=${to}`);
  };
  const options = (periods: readonly Period[]) =>
    periods.map(({ from, to, label }) => (
      <option key={label} value={`${from}/${to}`} selected={from === chosen?.from && to === chosen.to}>
        {label}
      </option>
    ));
  return (
    <form class="filters" onSubmit={submit}>
      <div class="field">
        <label for="period">Closed month or quarter</label>
        <select id="period" name="period">
          <optgroup label="Months">{options(months)}</optgroup>
          <optgroup label="Quarters">{options(quarters)}</optgroup>
        </select>
      </div>
      <button type="submit">Show</button>
    </form>
  );
};

const FLOW_WORDS = [
  ['due', 'Forms due'],
  ['delivered', 'delivered'],
  ['started', 'started'],
  ['answered', 'answered'],
  ['usable', 'usable'],
] as const;

const Denominators = ({ report }: { readonly report: FirstReport }) => (
  <>
    <p>
      {dayOf(report.period.from)} to {dayOf(report.period.to)}
    </p>
    <dl class="flow">
      {FLOW_WORDS.map(([name, word]) => (
        <div key={name}>
          <dt>{word}</dt>
          <dd>{report.flow[name]}</dd>
        </div>
      ))}
    </dl>
    {isUnderHalf(report) ? <p class="banner">{UNDER_HALF}</p> : null}
  </>
);

const HowCounted = ({ report }: { readonly report: FirstReport }) => (
  <section aria-labelledby="counted-h">
    <h2 id="counted-h">How it is counted</h2>
    <p>
      Algorithm {report.algorithm}. Intervals are 95 % Wilson intervals for shares. Groups under 5 clients are not
      shown, nor is the group that would give them away. No percent stands under 10.
    </p>
    {report.exclusions.length === 0 ? null : (
      <ul>
        {report.exclusions.map(({ reason, n }) => (
          <li key={reason}>
            Left out: {n}, {reason.replaceAll('-', ' ')}
          </li>
        ))}
      </ul>
    )}
  </section>
);

const Figures = ({ report }: { readonly report: FirstReport }) => {
  const { shares, changes } = figuresOf(report);
  const notice = pairsNotice(changes);
  return (
    <>
      <figure>
        <h2 id="shares-h">How many improved enough, and was anything unwanted?</h2>
        <p id="shares-s">
          Improved enough: half the migraine days of the start, or fewer. Each share is given twice, of those who
          answered and of all who were asked.
        </p>
        <WilsonBars lines={shares} labelledBy="shares-h shares-s" />
        <details open>
          <summary>Table</summary>
          <ShareTable lines={shares} />
        </details>
      </figure>
      <figure>
        <h2 id="changes-h">How did migraine days change?</h2>
        <p id="changes-s">
          Mean change per client in migraine days per 28 days, with its 95 % interval. Left of the line at zero is
          fewer.
        </p>
        {notice === undefined ? null : <p>{notice}</p>}
        <DotsAndIntervals lines={changes} labelledBy="changes-h changes-s" />
        <details open>
          <summary>Table</summary>
          <ChangeTable lines={changes} />
        </details>
      </figure>
    </>
  );
};

/** About all forms of the clinic, whichever period is chosen. The report stands without it. */
const FewAnswers = () => {
  const { value } = useLoaded<AnswerRate>('/api/outcomes/v1/reports/answer-rate');
  const words = value === undefined ? undefined : fewAnswers(value);
  return words === undefined ? null : <p class="banner">{words}</p>;
};

/** The first report: denominators, then the figures, then the caution that belongs to them. */
export const ReportPage = ({ today }: { readonly today: string }) => {
  const { search } = useAddress();
  const period = chosenPeriod(search, today);
  const report = useLoaded<FirstReport>(
    period === undefined ? undefined : `/api/outcomes/v1/reports/first?from=${period.from}&to=${period.to}`,
  );
  return (
    <>
      <Title text="Are clients getting better?" />
      <FewAnswers />
      <PeriodChoice today={today} chosen={period} />
      <StatusLine>{report.isSlow ? 'Loading the figures' : undefined}</StatusLine>
      <ErrorBanner error={report.error} retry={report.retry} />
      {report.value === undefined ? null : (
        <>
          <Denominators report={report.value} />
          <Figures report={report.value} />
          <p>{CAUTION}</p>
          <p>{SMALL_CLINIC}</p>
          <HowCounted report={report.value} />
        </>
      )}
    </>
  );
};
