import type { Me, Reminder } from '../api/answers.js';

export type Act = 'cancel' | 'hold' | 'release' | 'retry';

/** Roles that may step in (the API refuses all others). */
const ACTING: readonly string[] = ['owner', 'manager', 'front-desk'];

export const mayAct = ({ roles }: Pick<Me, 'roles'>): boolean => roles.some((role) => ACTING.includes(role));

/** What waits for a person: held by one, or by the brake until one has looked. */
const FOR_STAFF: readonly string[] = ['STAFF_HELD', 'TOO_MANY'];

/** What a line allows now; the server judges again when the button is pressed. */
export const actsOf = ({ state, reason }: Pick<Reminder, 'state' | 'reason'>): readonly Act[] => {
  switch (state) {
    case 'planned':
      return ['hold', 'cancel'];
    case 'held':
      return FOR_STAFF.includes(reason ?? '') ? ['release', 'cancel'] : ['cancel'];
    case 'failed':
      return ['retry'];
    default:
      return [];
  }
};

export const ACT_WORDS: Readonly<Record<Act, { readonly label: string; readonly done: string }>> = {
  cancel: { label: 'Cancel it', done: 'Done. It is cancelled and will not be sent.' },
  hold: { label: 'Hold it back', done: 'Done. It waits until somebody releases it.' },
  release: { label: 'Release it', done: 'Done. It goes out at its own time, or now where that is over.' },
  retry: { label: 'Send once more', done: 'Done. It is owed once more, as a line of its own.' },
};

/** Why somebody steps in; the ledger takes no free text about people. */
export const GROUNDS = [
  { value: 'client-asked', label: 'the client asked for it' },
  { value: 'told-by-phone', label: 'told by phone' },
  { value: 'entered-wrong', label: 'something was entered wrong' },
  { value: 'clinic-closed', label: 'we are closed' },
  { value: 'other', label: 'another reason' },
] as const;

/** Why nothing is offered, where somebody might look for a button. */
export const noActText = ({ state, reason, lookLocal }: Pick<Reminder, 'state' | 'reason' | 'lookLocal'>) => {
  if (state === 'unknown') {
    const next = lookLocal === undefined ? '' : ` The provider is asked again at ${lookLocal.slice(11, 16)}.`;
    return `Nobody knows yet whether it arrived, so it is not sent again.${next}`;
  }
  if (state === 'sending') return 'It is leaving at this moment.';
  return state === 'held' && !FOR_STAFF.includes(reason ?? '')
    ? 'This hold ends when what holds the note is settled; nobody lifts it by hand.'
    : undefined;
};
