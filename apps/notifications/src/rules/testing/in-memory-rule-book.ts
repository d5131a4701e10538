import { hashId } from '@aftercare/kernel';
import type { InMemoryTransactions, MemoryDocument, Transaction, UnitOfWork } from '@aftercare/messaging';
import { RuleBook } from '../application/rule-book.js';
import type { Replanning, RuleVersion, StoredReplanning } from '../application/rule-book.js';

const VERSIONS = 'rule_versions';
const REPLANNINGS = 'rule_replannings';

export class InMemoryRuleBook extends RuleBook {
  override saves = 0;

  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }

  override async versionsOf(clinicId: string): Promise<readonly RuleVersion[]> {
    return this.all(VERSIONS)
      .map((found): RuleVersion => contentOf(found) as RuleVersion)
      .filter((one) => one.clinicId === clinicId)
      .sort((one, other) => other.number - one.number);
  }

  override add(version: RuleVersion, work: UnitOfWork): void {
    const { clinicId, number } = version;
    work.put(VERSIONS, { clinicId, id: hashId('rules', clinicId, String(number)) }, version, undefined);
  }

  override async replanningOf(clinicId: string, within?: Transaction): Promise<StoredReplanning | undefined> {
    const found = this.transactions.documents(REPLANNINGS, within).get(clinicId);
    if (found === undefined) return undefined;
    return { replanning: contentOf(found) as Replanning, version: found.version };
  }

  override putReplanning(replanning: Replanning, readVersion: number | undefined, work: UnitOfWork): void {
    this.saves += 1;
    const { clinicId } = replanning;
    work.put(REPLANNINGS, { clinicId, id: clinicId }, replanning, readVersion);
  }

  override async unfinished() {
    return this.all(REPLANNINGS)
      .map((found): Replanning => contentOf(found) as Replanning)
      .filter(({ phase }) => phase !== 'done')
      .map(({ clinicId, phase, at, notBeforeMs }) => ({ clinicId, phase, at, notBeforeMs }));
  }

  private all(collection: string): MemoryDocument[] {
    return [...this.transactions.documents(collection).values()];
  }
}

// Only this book writes the two collections.
const contentOf = ({ _id, version: _version, ...content }: MemoryDocument): unknown => content;
