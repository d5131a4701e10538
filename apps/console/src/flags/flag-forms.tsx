import { post } from '../api/client.js';
import { newKey } from '../shell/new-key.js';
import { Ask, Field, SelectField } from '../shell/parts.js';
import type { Choice } from '../shell/parts.js';
import { OUTCOME_CHOICES } from './words.js';
import type { Flag } from './words.js';

/** How an act is done: what it sends, what is said afterwards, and whether the flag leaves the list by it. */
export type ActOn = (work: () => Promise<unknown>, done: string, leaves?: boolean) => void;

interface FormProps {
  readonly flag: Flag;
  readonly name: string;
  readonly act: ActOn;
}

export const pathOf = ({ flagId }: Flag): string => `/api/outcomes/v1/flags/${encodeURIComponent(flagId)}`;

/** Where the key `c` goes. */
export const reasonId = ({ flagId }: Flag): string => `reason-${flagId}`;

/** By name and with a reason; there is no other way, and never several at once. */
export const Clear = ({ flag, name, act }: FormProps) => (
  <Ask
    label={`Clear the flag of ${name}`}
    button="Clear this flag"
    send={({ [reasonId(flag)]: reason = '' }) =>
      act(
        () => post(`${pathOf(flag)}/clear`, { reason }),
        'Cleared, with your name. Notes that are still of use go out again.',
        true,
      )
    }
  >
    <Field
      id={reasonId(flag)}
      label="Reason, for example that you spoke with them"
      required
      maxLength={500}
      autoComplete="off"
    />
  </Ask>
);

/** A call that has just ended, or one of earlier today. It clears nothing. */
export const NoteCall = ({ flag, name, act }: FormProps) => {
  const [outcomeId, timeId] = [`outcome-${flag.flagId}`, `time-${flag.flagId}`];
  const send = ({ [outcomeId]: outcome, [timeId]: time = '' }: Readonly<Record<string, string>>): void => {
    // One key for each press: a request that is sent twice on its way is one call.
    const options = { key: newKey() };
    const body = { outcome, ...(time === '' ? {} : { time }) };
    act(() => post(`${pathOf(flag)}/calls`, body, options), 'The call is kept. The flag stays open.');
  };
  return (
    <details class="choice">
      <summary>
        Note a call<span class="skip"> with {name}</span>
      </summary>
      <Ask label={`Note a call with ${name}`} button="Keep this call" send={send}>
        <SelectField id={outcomeId} label="How it ended" choices={OUTCOME_CHOICES} chosen="no-answer" />
        <div class="field">
          <label for={timeId}>Time, if earlier today{flag.raisedLocal === null ? ' (UTC)' : ''}</label>
          <input id={timeId} name={timeId} type="time" />
        </div>
      </Ask>
    </details>
  );
};

interface HandOverProps extends FormProps {
  readonly takers: readonly Choice[];
  /** In the list of one's own flags it is no longer then. */
  readonly leaves: boolean;
}

export const HandOver = ({ flag, name, act, takers, leaves }: HandOverProps) => {
  const [toId, noteId] = [`to-${flag.flagId}`, `note-${flag.flagId}`];
  const send = ({ [toId]: to = '', [noteId]: note = '' }: Readonly<Record<string, string>>): void => {
    const body = { ...(to === '' ? {} : { to }), ...(note === '' ? {} : { note }) };
    act(() => post(`${pathOf(flag)}/hand-over`, body), 'Handed over. Anybody may take it now.', leaves);
  };
  return (
    <details class="choice">
      <summary>
        Hand over<span class="skip"> the flag of {name}</span>
      </summary>
      <Ask label={`Hand over the flag of ${name}`} button="Hand over this flag" send={send}>
        <SelectField id={toId} label="To" choices={takers} />
        <Field id={noteId} label="Note for them, if any" maxLength={200} autoComplete="off" />
      </Ask>
    </details>
  );
};
