import type { ClientNames, Reminder } from '../api/answers.js';
import { useLoaded } from '../shell/use-loaded.js';

/** Who a line is for, by reference. The ledger holds no names; scheduling is asked once per page of it. */
export type NameOf = (clientRef: string) => string;

const written = ({ firstName, initial }: ClientNames['items'][number]): string =>
  initial === '' ? firstName : `${firstName} ${initial}.`;

/** The reference itself stands where a name is not known, or may not be. */
export const nameIn =
  (names: ClientNames | undefined): NameOf =>
  (ref) => {
    const found = names?.items.find((one) => one.ref === ref);
    return found === undefined ? ref : written(found);
  };

/** Each reference once and in one order, so that the same people are one address. */
export const listed = (refs: readonly string[]): string => [...new Set(refs)].sort().map(encodeURIComponent).join(',');

/** The references of a page. */
export const refsOf = (rows: readonly Pick<Reminder, 'clientRef'>[]): string =>
  listed(rows.map(({ clientRef }) => clientRef));

export const useNames = (rows: readonly Pick<Reminder, 'clientRef'>[] | undefined): NameOf =>
  useNamesOf((rows ?? []).map(({ clientRef }) => clientRef));

export const useNamesOf = (clientRefs: readonly string[]): NameOf => {
  const refs = listed(clientRefs);
  const names = useLoaded<ClientNames>(refs === '' ? undefined : `/api/scheduling/v1/client-names?refs=${refs}`);
  return nameIn(names.value);
};
