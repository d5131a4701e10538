import type { ReminderRules, RulePreview } from '../api/answers.js';
import { localTime } from '../shell/format.js';
import { Pairs } from './changes.js';
import { Differences } from './differences.js';
import { balanceTexts, totalsOf } from './figures.js';
import { WaysTable, WeeksChart, WeeksTable } from './weeks.js';

/** What the whole comes to. */
export const Totals = ({ preview }: { readonly preview: RulePreview }) => <Pairs pairs={totalsOf(preview)} />;

export const Balance = ({ preview }: { readonly preview: RulePreview }) => {
  const [stays, comes] = balanceTexts(preview.balance);
  return (
    <>
      <p>{stays}.</p>
      <p>{comes}.</p>
    </>
  );
};

interface ForecastProps {
  readonly preview: RulePreview;
  /** What the preview was made of. */
  readonly rules: ReminderRules;
}

/** Twelve weeks under the rules that hold and under the draft, as a chart, as tables and message by message. */
export const ForecastView = ({ preview, rules }: ForecastProps) => (
  <>
    <p>
      From what was known on {localTime(preview.atLocal)} at the clinic. Visits that nobody has booked yet are not in
      it. What a part of a text costs stands in your provider's list of prices.
    </p>
    <Totals preview={preview} />
    <Balance preview={preview} />
    <figure>
      <h2 id="weeks-h">Messages in the next twelve weeks</h2>
      <p id="weeks-s">For each week an outlined bar for the rules that hold, and below it a full one for the draft.</p>
      <WeeksChart weeks={preview.weeks} labelledBy="weeks-h weeks-s" />
      <details open>
        <summary>Table</summary>
        <WeeksTable weeks={preview.weeks} total={preview.total} />
      </details>
    </figure>
    <details open>
      <summary>By what they are and how they go</summary>
      <WaysTable preview={preview} />
    </details>
    <Differences preview={preview} rules={rules} />
  </>
);
