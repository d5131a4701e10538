import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import type { Catalogue } from '../domain/technique.js';

export type { Catalogue, Technique } from '../domain/technique.js';
export { LONGEST_VISIT_MINUTES } from '../domain/technique.js';

/** The catalogue of each clinic: one document, so that an edit is seen whole. */
export abstract class Catalogues {
  abstract many(clinicIds: readonly string[]): Promise<readonly Catalogue[]>;
  abstract load(clinicId: string, within: Transaction): Promise<Loaded<Catalogue> | undefined>;
  abstract save(catalogue: Catalogue, expectedVersion: number | undefined, writes: UnitOfWork): void;
}
