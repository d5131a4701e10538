import type { People } from '../api/answers.js';
import { useLoaded } from './use-loaded.js';

/** Who did something, by the id of the account. */
export type WhoOf = (accountId: string) => string;

/** Somebody who left has no address here any more. */
export const whoIn =
  (people: People | undefined): WhoOf =>
  (accountId) =>
    people?.items.find((one) => one.accountId === accountId)?.email ?? 'somebody who is not here any more';

/** Everybody of the clinic; undefined until they are known. */
export const usePeople = (): People | undefined => useLoaded<People>('/api/people').value;

export const whoOf = (people: People | undefined): WhoOf =>
  people === undefined ? () => 'a colleague' : whoIn(people);

export const useWho = (): WhoOf => whoOf(usePeople());
