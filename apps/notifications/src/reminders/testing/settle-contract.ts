import { runOnce } from '@aftercare/messaging';
import type { Attempt, Settlement } from '../application/sending/ledger.js';
import type { Reminder } from '../domain/reminder.js';
import { aClaim, after, aRow, due, found, keep, type GivenLedger } from './ledger-under-test.js';

const anAttempt = (id: string, changes: Partial<Attempt> = {}): Attempt => ({
  id,
  clinicId: 'clinic-1',
  reminderId: 'a',
  channel: 'sms',
  at: due,
  outcome: 'accepted',
  providerId: 'SM1',
  ...changes,
});

const claimed = async (given: GivenLedger, id: string, claimId = 'c1'): Promise<Reminder> => {
  await keep(given, aRow(id));
  const [row] = await given().ledger.claim([id], aClaim(claimId));
  if (row === undefined) throw new Error('nothing was claimed');
  return row;
};

const settling = (given: GivenLedger) => (claimId: string, settlements: readonly Settlement[]) =>
  runOnce(given().transactions, ({ within }) =>
    given().ledger.settle(settlements, { id: claimId, at: after(5) }, within),
  );

const describeOutcomes = (given: GivenLedger): void => {
  const settle = settling(given);

  it('writes what became of each row of a claim and ends the claim', async () => {
    const [a, b] = [await claimed(given, 'a'), await claimed(given, 'b')];
    const versions = await settle('c1', [
      { row: a, to: 'sent', channel: 'sms' },
      { row: b, to: 'planned', dueAt: after(60), reason: 'CAP' },
    ]);
    expect([...versions].sort()).toEqual([
      ['a', 3],
      ['b', 3],
    ]);
    const { claim: _claim, ...rest } = a;
    const entry = { at: after(5), to: 'sent' };
    const sent = { state: 'sent', channel: 'sms', sentAt: after(5), version: 3, history: [...a.history, entry] };
    expect(await found(given, 'a')).toEqual({ ...rest, ...sent });
    expect(await found(given, 'b')).toMatchObject({ state: 'planned', dueAt: after(60), reason: 'CAP' });
    expect((await found(given, 'b'))?.history.at(-1)).toEqual({
      at: after(5),
      to: 'planned',
      reason: 'CAP',
      dueAt: after(60),
    });
  });

  it('keeps the claim of a row in doubt, with the time of the first look', async () => {
    const row = await claimed(given, 'a');
    await settle('c1', [{ row, to: 'unknown', reason: 'LOOKING_UP', channel: 'sms', lookAt: after(60) }]);
    const doubt = { state: 'unknown', claim: aClaim('c1'), lookAt: after(60), looks: 0, reason: 'LOOKING_UP' };
    expect(await found(given, 'a')).toMatchObject(doubt);
  });

  it('puts a row back in silence when it was certainly not called', async () => {
    const row = await claimed(given, 'a');
    await settle('c1', [{ row, to: 'planned', silent: true }]);
    const { claim: _claim, ...rest } = row;
    expect(await found(given, 'a')).toEqual({ ...rest, state: 'planned', version: 3 });
    expect(await given().ledger.claim(['a'], aClaim('c2'))).toHaveLength(1);
  });

  it('keeps what is worth knowing about a result in the history', async () => {
    const row = await claimed(given, 'a');
    const note = 'A2@own-3/de: DENIED_WORD';
    await settle('c1', [{ row, to: 'sent', channel: 'sms', note }]);
    expect((await found(given, 'a'))?.history.at(-1)).toEqual({ at: after(5), to: 'sent', note });
  });

  it('notes a rehearsed row as sent in time only', async () => {
    const row = await claimed(given, 'a');
    await settle('c1', [{ row, to: 'rehearsed', channel: 'email', reason: 'REHEARSAL' }]);
    expect(await found(given, 'a')).toMatchObject({ state: 'rehearsed', sentAt: after(5), channel: 'email' });
  });
};

const describeLimits = (given: GivenLedger): void => {
  const settle = settling(given);

  it('settles only rows that are still under this very claim, and answers with those', async () => {
    const [a, b] = [await claimed(given, 'a', 'c1'), await claimed(given, 'b', 'c2')];
    const sent = [a, b].map((row): Settlement => ({ row, to: 'sent', channel: 'sms' }));
    expect([...(await settle('c1', sent)).keys()]).toEqual(['a']);
    expect([...(await settle('c1', sent)).keys()]).toEqual([]);
    expect(await found(given, 'a')).toMatchObject({ state: 'sent', version: 3 });
    expect(await found(given, 'b')).toMatchObject({ state: 'sending', version: 2 });
  });

  it('does not settle a row of another clinic', async () => {
    const row = await claimed(given, 'a');
    expect((await settle('c1', [{ row: { ...row, clinicId: 'oak' }, to: 'sent' }])).size).toBe(0);
    expect(await found(given, 'a')).toMatchObject({ state: 'sending' });
  });

  it('settles nothing, attempts included, when the transaction fails', async () => {
    const row = await claimed(given, 'a');
    const failing = runOnce(given().transactions, async ({ within }) => {
      await given().ledger.settle([{ row, to: 'sent', attempt: anAttempt('x') }], { id: 'c1', at: due }, within);
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await found(given, 'a')).toEqual(row);
    expect(await given().ledger.attemptsOf(row)).toEqual([]);
  });
};

const describeAttempts = (given: GivenLedger): void => {
  const settle = settling(given);
  const report = (id: string, status: string, code?: string): Promise<void> =>
    runOnce(given().transactions, ({ within }) => {
      const { outcome: _outcome, ...rest } = anAttempt(id);
      return given().ledger.reportAttempt({ ...rest, status, ...(code === undefined ? {} : { code }) }, within);
    });

  it('keeps the attempts of the rows it settled, the earliest first, and of no others', async () => {
    const [a, b] = [await claimed(given, 'a'), await claimed(given, 'b', 'c2')];
    const late = anAttempt('x2', { at: after(2) });
    await settle('c1', [
      { row: a, to: 'sent', attempt: late },
      { row: b, to: 'sent', attempt: anAttempt('y', { reminderId: 'b' }) },
    ]);
    await report('x1', 'delivered');
    const kept = await given().ledger.attemptsOf(a);
    expect(kept.map(({ id }) => id)).toEqual(['x1', 'x2']);
    expect(kept[1]).toEqual(late);
    expect(await given().ledger.attemptsOf(b)).toEqual([]);
    expect(await given().ledger.attemptsOf({ clinicId: 'oak', id: 'a' })).toEqual([]);
  });

  it('keeps what our call knows of an attempt also when a report of it came first, or none', async () => {
    const row = await claimed(given, 'a');
    await report('x', 'delivered');
    const keep = (id: string) =>
      runOnce(given().transactions, ({ within }) =>
        given().ledger.keepAttempt(anAttempt(id, { outcome: 'accepted', bodyHash: 'hash' }), within),
      );
    for (const id of ['x', 'y']) await keep(id);
    const kept = new Map((await given().ledger.attemptsOf(row)).map((attempt) => [attempt.id, attempt]));
    expect(kept.get('x')).toMatchObject({ outcome: 'accepted', bodyHash: 'hash', status: 'delivered' });
    expect(kept.get('y')).toEqual(anAttempt('y', { outcome: 'accepted', bodyHash: 'hash' }));
  });

  it('adds a report to its attempt, and keeps one whose attempt never came to be', async () => {
    const row = await claimed(given, 'a');
    await settle('c1', [{ row, to: 'sent', attempt: anAttempt('x') }]);
    await report('x', 'undelivered', '30003');
    expect(await given().ledger.attemptsOf(row)).toEqual([{ ...anAttempt('x'), status: 'undelivered', code: '30003' }]);
    await report('z', 'delivered');
    await report('z', 'read');
    expect((await given().ledger.attemptsOf(row)).find(({ id }) => id === 'z')).toEqual({
      ...anAttempt('z', { outcome: 'reported' }),
      status: 'read',
    });
  });
};

/** What the end of a claim relies on. `given` has an empty ledger. */
export const describeSettling = (given: GivenLedger): void => {
  describe('the contract of settling', () => describeOutcomes(given));
  describe('the limits of settling', () => describeLimits(given));
  describe('the contract of attempts', () => describeAttempts(given));
};
