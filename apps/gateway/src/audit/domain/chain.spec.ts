import { firstBroken, nextEntry } from './chain.js';
import type { AuditEntry } from './chain.js';

const at = new Date('2027-03-01T09:00:00Z');
const chainOf = (...subjects: readonly string[]): AuditEntry[] => {
  const entries: AuditEntry[] = [];
  for (const subject of subjects) {
    entries.push(
      nextEntry(entries.at(-1), { clinicId: 'clinic-elm', at, actor: 'account-ana', action: 'read', subject }),
    );
  }
  return entries;
};

describe('the audit chain', () => {
  it('holds when nothing was touched', () => {
    expect(firstBroken(chainOf('a', 'b', 'c'))).toBeUndefined();
  });

  it('shows a changed entry', () => {
    const entries = chainOf('a', 'b', 'c');
    expect(firstBroken(entries.with(1, { ...entries[1]!, subject: 'x' }))).toBe(2);
  });

  it('shows a removed entry', () => {
    expect(firstBroken(chainOf('a', 'b', 'c').toSpliced(1, 1))).toBe(3);
  });

  it('shows an entry that was written anew with a hash of its own', () => {
    const entries = chainOf('a', 'b', 'c');
    const forged = nextEntry(entries[0], {
      clinicId: 'clinic-elm',
      at,
      actor: 'account-ana',
      action: 'read',
      subject: 'x',
    });
    expect(firstBroken(entries.with(1, forged))).toBe(3);
  });

  it('can be checked page by page', () => {
    const entries = chainOf('a', 'b', 'c');
    expect(firstBroken(entries.slice(1), entries[0])).toBeUndefined();
  });
});
