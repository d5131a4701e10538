import type { Me, OpenFlags } from '../api/answers.js';
import { listed } from '../messages/names.js';
import { useLoaded } from '../shell/use-loaded.js';

/** What stands beside a client whom a practitioner has to speak with first; undefined for everybody else. */
export type BadgeOf = (clientRef: string) => string | undefined;

type Roles = Pick<Me, 'roles'>;

/** These may read the list of flags; the front desk learns no more than whom to ask. */
const READERS: readonly string[] = ['owner', 'manager', 'practitioner'];

const isReader = ({ roles }: Roles): boolean => roles.some((role) => READERS.includes(role));

export const badgeIn =
  (flags: OpenFlags | undefined, me: Roles): BadgeOf =>
  (ref) => {
    if (flags?.items.some(({ clientRef }) => clientRef === ref) !== true) return undefined;
    return isReader(me) ? 'Talk to the client first' : 'Ask the practitioner first';
  };

/** The same with what it means for notes and visits. */
export const flagText = (badge: string): string =>
  `${badge}: there is an open flag. Questions and notes about the next visit wait until a practitioner clears it; visits stay as they are.`;

/** Nobody is called safe because a service was silent. */
export const FLAGS_UNKNOWN = 'Whether somebody has an open flag is not known at the moment.';

export const useOpenFlags = (clientRefs: readonly string[], me: Roles) => {
  const refs = listed(clientRefs);
  const flags = useLoaded<OpenFlags>(refs === '' ? undefined : `/api/outcomes/v1/open-flags?refs=${refs}`);
  return { badgeOf: badgeIn(flags.value, me), isUnknown: flags.error !== undefined };
};
