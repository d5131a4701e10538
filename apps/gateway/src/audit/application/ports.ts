import type { AuditEntry, AuditFact } from '../domain/chain.js';

export type { AuditEntry, AuditFact };
export { firstBroken, nextEntry } from '../domain/chain.js';

/** Append-only, hash-chained per clinic. Nothing is ever changed or deleted. */
export abstract class AuditLog {
  abstract append(clinicId: string, fact: AuditFact): Promise<void>;
  /** Newest first; `before` is a sequence number. */
  abstract page(
    clinicId: string,
    query: { readonly limit: number; readonly before?: number },
  ): Promise<readonly AuditEntry[]>;
  /** Oldest first, all of it; the first sequence number that does not fit, or undefined. */
  abstract firstBroken(clinicId: string): Promise<number | undefined>;
}
