import { sha256 } from '@aftercare/kernel';

/** What is written down: who did what to whom. Ids only. */
export interface AuditFact {
  /** Account id, `client` for somebody who opened the own pages, or `nobody`. */
  readonly actor: string;
  readonly action: AuditAction;
  /** The person or thing it is about: a client's reference, an account; `*` for a list. */
  readonly subject: string;
}

export type AuditAction = 'first-owner' | 'sign-in' | 'sign-in-refused' | 'sign-out' | 'read' | 'change';

/** A link of a clinic's chain: its hash covers its own content and the hash before it. */
export interface AuditEntry extends AuditFact {
  readonly clinicId: string;
  /** Counts from 1 without gaps. */
  readonly seq: number;
  readonly at: Date;
  readonly previous: string;
  readonly hash: string;
}

/** Stands before the first entry. */
const START = '0'.repeat(64);

const hashOf = (entry: Omit<AuditEntry, 'hash'>): string =>
  sha256(
    JSON.stringify([
      entry.clinicId,
      entry.seq,
      entry.at.toISOString(),
      entry.actor,
      entry.action,
      entry.subject,
      entry.previous,
    ]),
  );

export const nextEntry = (
  head: AuditEntry | undefined,
  fact: AuditFact & { readonly clinicId: string; readonly at: Date },
): AuditEntry => {
  const entry = { ...fact, seq: (head?.seq ?? 0) + 1, previous: head?.hash ?? START };
  return { ...entry, hash: hashOf(entry) };
};

/** The first sequence number that does not fit the chain; undefined when all of it is as it was written. */
export const firstBroken = (entries: readonly AuditEntry[], before?: AuditEntry): number | undefined => {
  let head = before;
  for (const entry of entries) {
    const fits =
      entry.seq === (head?.seq ?? 0) + 1 && entry.previous === (head?.hash ?? START) && entry.hash === hashOf(entry);
    if (!fits) return entry.seq;
    head = entry;
  }
  return undefined;
};
