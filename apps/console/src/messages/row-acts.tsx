import type { Reminder } from '../api/answers.js';
import { post } from '../api/client.js';
import { ErrorBanner, fieldsOf, SelectField, StatusLine } from '../shell/parts.js';
import { useAct } from '../shell/use-act.js';
import { ACT_WORDS, actsOf, GROUNDS, noActText } from './acts.js';
import type { Act } from './acts.js';

const WAYS = [
  { value: '', label: 'the other way first' },
  { value: 'sms', label: 'SMS' },
  { value: 'email', label: 'email' },
] as const;

const isAct = (value: string | null, offered: readonly Act[]): value is Act => offered.some((one) => one === value);

interface RowActsProps {
  readonly row: Reminder;
  /** The line is another one now. */
  readonly changed: () => void;
}

/** What staff may do about a line, with its ground; who, when and why stand in its history afterwards. */
export const RowActs = ({ row, changed }: RowActsProps) => {
  const { act, isBusy, done, error } = useAct(changed);
  const offered = actsOf(row);
  const hint = noActText(row);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const name = event.submitter?.getAttribute('value') ?? null;
    if (!(event.currentTarget instanceof HTMLFormElement) || !isAct(name, offered)) return;
    const { ground, channel = '' } = fieldsOf(event.currentTarget);
    const body = { ground, ...(name === 'retry' && channel !== '' ? { channel } : {}) };
    const path = `/api/notifications/v1/reminders/${encodeURIComponent(row.reminderId)}/${name}`;
    act(() => post(path, body), ACT_WORDS[name].done);
  };
  return (
    <>
      {offered.length === 0 ? null : (
        <form class="acts" onSubmit={submit} aria-label="Do something about it">
          <SelectField id="ground" label="Why do you step in?" choices={GROUNDS} />
          {offered.includes('retry') ? <SelectField id="channel" label="By" choices={WAYS} /> : null}
          <div role="group" aria-label="Acts">
            {offered.map((name) => (
              <button key={name} type="submit" name="act" value={name}>
                {ACT_WORDS[name].label}
              </button>
            ))}
          </div>
        </form>
      )}
      {hint === undefined ? null : <p>{hint}</p>}
      <ErrorBanner error={error} />
      <StatusLine>{isBusy ? 'One moment' : done}</StatusLine>
    </>
  );
};
