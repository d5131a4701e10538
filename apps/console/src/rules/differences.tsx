import { useRef, useState } from 'preact/hooks';
import type { ReminderRules, RuleDifference, RuleDifferencePage, RulePreview } from '../api/answers.js';
import { post } from '../api/client.js';
import { addressOf } from '../messages/filters.js';
import { useNamesOf } from '../messages/names.js';
import { kindText } from '../messages/words.js';
import { CardTable } from '../shell/card-table.js';
import { counted } from '../shell/format.js';
import { ErrorBanner, StatusLine } from '../shell/parts.js';
import { useAct } from '../shell/use-act.js';
import { stateText } from './lines.js';
import { DIFFERENCES, RULES_API } from './use-forecast.js';

const Line = ({ one, name }: { readonly one: RuleDifference; readonly name: string }) => (
  <tr role="row">
    <th scope="row" role="rowheader" data-label="Client">
      {name}
    </th>
    <td role="cell" data-label="What">
      {one.from === null ? (
        kindText(one.kind)
      ) : (
        <a href={addressOf({}, one.reminderId)}>
          {kindText(one.kind)}
          <span class="skip">
            {' '}
            to {name}, {stateText(one.from)}
          </span>
        </a>
      )}
    </td>
    <td role="cell" data-label="Now">
      {stateText(one.from)}
    </td>
    <td role="cell" data-label="Then">
      {stateText(one.to)}
    </td>
  </tr>
);

/** Pages that were read so far, so that the way back asks nobody. */
const usePages = (first: RuleDifferencePage, rules: ReminderRules) => {
  const [pages, setPages] = useState([first]);
  const [index, setIndex] = useState(0);
  const acting = useAct();
  const page = pages[index] ?? first;
  const go = (to: number): void => {
    if (to < pages.length) return setIndex(to);
    acting.act(async () => {
      const body = { rules, limit: DIFFERENCES, after: page.next };
      const next = await post<RuleDifferencePage>(`${RULES_API}/preview/differences`, body);
      setPages((before) => [...before, next]);
      setIndex(to);
    }, '');
  };
  return { page, index, go, ...acting };
};

interface DifferencesProps {
  readonly preview: RulePreview;
  /** What the preview was made of. */
  readonly rules: ReminderRules;
}

/** Every message that a draft changes, a page at a time; each opens what happened to it so far. */
export const Differences = ({ preview, rules }: DifferencesProps) => {
  const { page, index, go, isBusy, error } = usePages(preview.differences, rules);
  const nameOf = useNamesOf(page.items.map(({ clientRef }) => clientRef));
  const heading = useRef<HTMLHeadingElement>(null);
  const { total } = preview.differences;
  const open = (to: number) => () => {
    heading.current?.focus();
    go(to);
  };
  return (
    <section aria-labelledby="differences-h">
      <h2 id="differences-h" tabIndex={-1} ref={heading}>
        {total === 0 ? 'No planned message changes' : `${counted(total, 'message')} would change`}
      </h2>
      {total === 0 ? (
        <p>Nothing that waits is touched. What is booked from then on follows the new rules.</p>
      ) : (
        <CardTable
          caption="Times are those where the client lives. Times and holds are judged once more when a message goes out."
          columns={['Client', 'What', 'Now', 'Then']}
        >
          {page.items.map((one) => (
            <Line key={one.reminderId} one={one} name={nameOf(one.clientRef)} />
          ))}
        </CardTable>
      )}
      <ErrorBanner error={error} />
      <StatusLine>{isBusy ? 'Loading the next page' : undefined}</StatusLine>
      {index === 0 && page.next === undefined ? null : (
        <nav aria-label="Pages of changes" class="pages">
          {index === 0 ? null : (
            <button type="button" onClick={open(index - 1)}>
              Page {index}
            </button>
          )}
          <span aria-current="true">Page {index + 1}</span>
          {page.next === undefined ? null : (
            <button type="button" onClick={open(index + 1)}>
              Page {index + 2}
            </button>
          )}
        </nav>
      )}
    </section>
  );
};
