import type { Clock } from '@aftercare/kernel';
import { firstBroken, nextEntry } from '../domain/chain.js';
import type { AuditEntry, AuditFact } from '../domain/chain.js';
import { AuditLog } from '../application/ports.js';

export class InMemoryAuditLog extends AuditLog {
  readonly entries: AuditEntry[] = [];

  constructor(private readonly clock: Clock) {
    super();
  }

  override async append(clinicId: string, fact: AuditFact): Promise<void> {
    this.entries.push(nextEntry(this.chain(clinicId).at(-1), { ...fact, clinicId, at: this.clock.now() }));
  }
  override async page(
    clinicId: string,
    query: { readonly limit: number; readonly before?: number },
  ): Promise<readonly AuditEntry[]> {
    const { before = Infinity, limit } = query;
    return this.chain(clinicId)
      .filter((entry) => entry.seq < before)
      .reverse()
      .slice(0, limit);
  }
  override async firstBroken(clinicId: string): Promise<number | undefined> {
    return firstBroken(this.chain(clinicId));
  }

  private chain(clinicId: string): readonly AuditEntry[] {
    return this.entries.filter((entry) => entry.clinicId === clinicId);
  }
}
