import type { LanguageList } from '../api/answers.js';
import { post } from '../api/client.js';
import { CardTable } from '../shell/card-table.js';
import { localTime } from '../shell/format.js';
import { ErrorBanner, StatusLine } from '../shell/parts.js';
import { useWho } from '../shell/people.js';
import { useAct } from '../shell/use-act.js';
import { useLoaded } from '../shell/use-loaded.js';
import { languageName, languageStateText } from './words.js';

type State = LanguageList['items'][number];

const API = '/api/notifications/v1/languages';

/** Which languages clients are written to in, and who answers for them. */
export const Languages = () => {
  const list = useLoaded<LanguageList>(API);
  const whoOf = useWho();
  const { act, isBusy, done, error } = useAct(list.retry);
  const path = ({ language }: State): string => `${API}/${language}/sign-off`;
  const signOff = (state: State): void =>
    act(
      () => post(path(state), { edition: state.edition }, { method: 'PUT' }),
      `Signed off. Clients who speak ${languageName(state.language)} are written to in it from now on.`,
    );
  const withdraw = (state: State): void =>
    act(
      () => post(path(state), {}, { method: 'DELETE' }),
      `Taken back. Nobody is written to in ${languageName(state.language)} any more.`,
    );
  return (
    <section aria-labelledby="languages-h">
      <h2 id="languages-h">Languages</h2>
      <p>
        Nobody gets words that no person has read. Read all texts of a language, then sign it off: you answer for them
        with your name.
      </p>
      <ErrorBanner error={list.error} retry={list.retry} />
      <ErrorBanner error={error} />
      <StatusLine>{isBusy ? 'One moment' : done}</StatusLine>
      <CardTable caption="Who answers for the words" columns={['Language', 'State', 'By', 'Act']}>
        {(list.value?.items ?? []).map((state) => (
          <tr key={state.language} role="row">
            <th role="rowheader" scope="row" data-label="Language">
              {languageName(state.language)}
            </th>
            <td role="cell" data-label="State">
              {languageStateText(state)}, edition {state.edition}
            </td>
            <td role="cell" data-label="By">
              {state.by === undefined ? '' : `${whoOf(state.by)}, ${localTime(state.atLocal ?? '')}`}
            </td>
            <td role="cell" data-label="Act">
              {state.state === 'draft' || state.state === 'outdated' ? (
                <button type="button" class="small" onClick={() => signOff(state)}>
                  Sign off<span class="skip"> {languageName(state.language)}</span>
                </button>
              ) : null}
              {state.state === 'signed-off' ? (
                <button type="button" class="small" onClick={() => withdraw(state)}>
                  Take back<span class="skip"> {languageName(state.language)}</span>
                </button>
              ) : null}
            </td>
          </tr>
        ))}
      </CardTable>
    </section>
  );
};
