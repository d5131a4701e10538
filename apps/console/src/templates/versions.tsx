import { useState } from 'preact/hooks';
import type { Template, TestSend } from '../api/answers.js';
import { post } from '../api/client.js';
import { CardTable } from '../shell/card-table.js';
import { localTime } from '../shell/format.js';
import { newKey } from '../shell/new-key.js';
import { ErrorBanner, fieldsOf, SelectField, StatusLine } from '../shell/parts.js';
import { useWho } from '../shell/people.js';
import { useAct } from '../shell/use-act.js';
import { directionOf, testText, versionText } from './words.js';
import type { Language } from './words.js';

interface VersionsProps {
  readonly path: string;
  readonly template: Template;
  readonly language: Language;
  readonly switched: () => void;
}

const numberOf = (live: string): string => /@own-(\d+)\//u.exec(live)?.[1] ?? 'shipped';

/** Every version that was ever kept, who wrote it and when, and which one is said. */
export const Versions = ({ path, template, language, switched }: VersionsProps) => {
  const whoOf = useWho();
  const { act, isBusy, done, error } = useAct(switched);
  const live = numberOf(template.live);
  const makeLive = (version: number | 'shipped'): void =>
    act(
      () => post(`${path}/live`, { version }, { method: 'PUT' }),
      'Done. Notes that are planned get this text when they are sent.',
    );
  const lines = [
    ...template.versions.map((one) => ({
      ...{ key: one.version, name: `Your version ${one.version}`, sms: one.sms },
      by: `${whoOf(one.by)}, ${localTime(one.atLocal)}`,
    })),
    { key: 'shipped' as const, name: 'Ours', sms: template.shipped.sms, by: `edition ${template.shipped.version}` },
  ];
  return (
    <>
      <h2>Versions</h2>
      <ErrorBanner error={error} />
      <StatusLine>{isBusy ? 'One moment' : done}</StatusLine>
      <CardTable
        caption={<>What is said now: {versionText(template.live)}</>}
        columns={['Version', 'Text', 'Written by', 'Said']}
      >
        {lines.map(({ key, name, sms, by }) => (
          <tr key={key} role="row">
            <th role="rowheader" scope="row" data-label="Version">
              {name}
            </th>
            <td role="cell" data-label="Text">
              <span lang={language} dir={directionOf(language)}>
                {sms}
              </span>
            </td>
            <td role="cell" data-label="Written by">
              {by}
            </td>
            <td role="cell" data-label="Said">
              {String(key) === live ? (
                'now'
              ) : (
                <button type="button" class="small" onClick={() => makeLive(key)}>
                  Make live<span class="skip"> {name}</span>
                </button>
              )}
            </td>
          </tr>
        ))}
      </CardTable>
    </>
  );
};

const CHANNELS = [
  { value: 'sms', label: 'SMS' },
  { value: 'email', label: 'email' },
] as const;

/** One sample to the clinic's own people; no client ever gets it. */
export const TestSending = ({ path, template }: Pick<VersionsProps, 'path' | 'template'>) => {
  const [sent, setSent] = useState<TestSend>();
  const { act, isBusy, error } = useAct();
  const versions = template.versions.map(({ version }) => ({
    value: String(version),
    label: `your version ${version}`,
  }));
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!(event.currentTarget instanceof HTMLFormElement)) return;
    const { 'test-channel': channel, 'test-version': version = '' } = fieldsOf(event.currentTarget);
    const body = { channel, ...(version === '' ? {} : { version: Number(version) }) };
    setSent(undefined);
    act(async () => setSent(await post<TestSend>(`${path}/tests`, body, { key: newKey() })), '');
  };
  return (
    <>
      <h2>Try it</h2>
      <p>One sample, marked as a test, goes to the first of your clinic's own addresses.</p>
      <form class="filters" onSubmit={submit} aria-label="Try it">
        <SelectField id="test-channel" label="By" choices={CHANNELS} />
        <SelectField
          id="test-version"
          label="Which"
          choices={[{ value: '', label: 'what is said now' }, ...versions]}
        />
        <button type="submit">Send a test</button>
      </form>
      <ErrorBanner error={error} />
      <StatusLine>{isBusy ? 'Sending the test' : sent === undefined ? undefined : testText(sent)}</StatusLine>
    </>
  );
};
