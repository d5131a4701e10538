import type { People } from '../api/answers.js';
import { useLoaded } from './use-loaded.js';

/** Who did something, by the id of the account. */
export type WhoOf = (accountId: string) => string;

/** Somebody who left has no address here any more. */
export const whoIn =
  (people: People | undefined): WhoOf =>
  (accountId) =>
    people?.items.find((one) => one.accountId === accountId)?.email ?? 'somebody who is not here any more';

export const useWho = (): WhoOf => {
  const people = useLoaded<People>('/api/people');
  return people.value === undefined ? () => 'a colleague' : whoIn(people.value);
};
