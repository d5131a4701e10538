import type { ClientFigures } from './client-figures.js';
import type { Members } from './suppression.js';

export type Measure = 'unwanted' | 'responder50' | 'change';

const membersBy =
  (techniquesOf: (one: ClientFigures) => Iterable<string>) =>
  (people: readonly ClientFigures[]): Members => {
    const members = new Map<string, Set<number>>();
    for (const [client, figures] of people.entries())
      for (const technique of techniquesOf(figures))
        members.set(technique, (members.get(technique) ?? new Set()).add(client));
    return members;
  };

const comparedWith = (field: string) =>
  membersBy(({ compared }) =>
    (compared?.counts[field] ?? 0) > 0 && compared !== undefined ? [compared.technique] : [],
  );

/**
 * The people of whom a measure speaks. The two rates of the responders speak of two groups, those who can be compared and those who
 * were asked: "0 of 4 who were asked" speaks of four people also where none of them can be compared.
 */
export const COHORTS: Readonly<Record<Measure, readonly ((people: readonly ClientFigures[]) => Members)[]>> = {
  unwanted: [membersBy(({ visited }) => visited)],
  responder50: [comparedWith('eligible'), comparedWith('dueClients')],
  change: [comparedWith('pairs')],
};
