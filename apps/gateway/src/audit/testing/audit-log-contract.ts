import { FixedClock } from '@aftercare/kernel';
import type { AuditLog } from '../application/ports.js';
import type { AuditFact } from '../domain/chain.js';

export interface AuditLogUnderTest {
  readonly log: AuditLog;
  /** The same chain as another process has it. */
  readonly other: AuditLog;
  /** Writes another subject into a stored entry, past the log. */
  forge(clinicId: string, seq: number): Promise<void>;
}

export const auditClock = new FixedClock(new Date('2027-03-01T09:00:00Z'));
const aFact = (subject: string): AuditFact => ({ actor: 'account-ana', action: 'read', subject });

const describeChain = (given: () => AuditLogUnderTest): void => {
  const append = async (...subjects: readonly string[]): Promise<void> => {
    for (const subject of subjects) await given().log.append('elm', aFact(subject));
  };

  it('counts from 1 per clinic and says who, what and when', async () => {
    await append('a', 'b');
    await given().log.append('oak', aFact('c'));
    const [newest, oldest] = await given().log.page('elm', { limit: 10 });
    expect(newest).toMatchObject({ ...aFact('b'), clinicId: 'elm', seq: 2, previous: oldest?.hash });
    expect(oldest).toMatchObject({ ...aFact('a'), seq: 1, at: auditClock.now(), previous: '0'.repeat(64) });
    expect(await given().log.page('oak', { limit: 10 })).toMatchObject([{ subject: 'c', seq: 1 }]);
  });

  it('is whole and gapless after many processes wrote at once', async () => {
    const { log, other } = given();
    await Promise.all(
      Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? log : other).append('elm', aFact(`s${index}`))),
    );
    const entries = await log.page('elm', { limit: 20 });
    expect(entries.map(({ seq }) => seq)).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(new Set(entries.map(({ subject }) => subject)).size).toBe(10);
    await expect(log.firstBroken('elm')).resolves.toBeUndefined();
  });

  it('follows on what another process appended in between', async () => {
    const { log, other } = given();
    for (const [index, one] of [log, log, other, log, other, other, log].entries())
      await one.append('elm', aFact(`s${index}`));
    expect((await log.page('elm', { limit: 20 })).map(({ seq }) => seq)).toEqual([7, 6, 5, 4, 3, 2, 1]);
    await expect(log.firstBroken('elm')).resolves.toBeUndefined();
  });

  it('shows the first entry that was changed, in the chain of that clinic only', async () => {
    await append('a', 'b', 'c');
    await given().log.append('oak', aFact('a'));
    await given().forge('elm', 2);
    await expect(given().log.firstBroken('elm')).resolves.toBe(2);
    await expect(given().log.firstBroken('oak')).resolves.toBeUndefined();
  });
};

const describePages = (given: () => AuditLogUnderTest): void => {
  it('is read newest first, page by page, without the entry that ends a page', async () => {
    for (const subject of ['a', 'b', 'c', 'd', 'e']) await given().log.append('elm', aFact(subject));
    const seqs = async (query: { readonly limit: number; readonly before?: number }): Promise<readonly number[]> =>
      (await given().log.page('elm', query)).map(({ seq }) => seq);
    expect(await seqs({ limit: 2 })).toEqual([5, 4]);
    expect(await seqs({ limit: 2, before: 4 })).toEqual([3, 2]);
    expect(await seqs({ limit: 2, before: 2 })).toEqual([1]);
    expect(await seqs({ limit: 2, before: 1 })).toEqual([]);
  });

  it('has nothing of a clinic that did nothing, and that is not broken', async () => {
    await expect(given().log.page('ash', { limit: 5 })).resolves.toEqual([]);
    await expect(given().log.firstBroken('ash')).resolves.toBeUndefined();
  });
};

/** What every audit log promises. `make` gives an empty one over `auditClock`. */
export const describeAuditLogContract = (name: string, make: () => Promise<AuditLogUnderTest>): void => {
  describe(`the contract of the audit log: ${name}`, () => {
    let tested: AuditLogUnderTest;
    beforeEach(async () => {
      tested = await make();
    });
    describeChain(() => tested);
    describePages(() => tested);
  });
};
