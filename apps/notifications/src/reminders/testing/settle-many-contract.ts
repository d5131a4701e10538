import { runOnce } from '@aftercare/messaging';
import type { Settlement } from '../application/sending/ledger.js';
import { settledRow } from '../application/sending/settled-row.js';
import { withdraw } from '../domain/reminder.js';
import type { Reminder } from '../domain/reminder.js';
import { aClaim, after, aRow, due, found, keep, type GivenLedger } from './ledger-under-test.js';

/** Several of each kind of result: a store may write those that are alike together. */
const MANY = 60;

const claimMany = async (given: GivenLedger, name: string, claimId = 'c1'): Promise<readonly Reminder[]> => {
  const rows = Array.from({ length: MANY }, (_, index) => aRow(`${name}-${index}`));
  await keep(given, ...rows);
  return given().ledger.claim(
    rows.map(({ id }) => id),
    aClaim(claimId),
  );
};

const settle = (given: GivenLedger, claimId: string, settlements: readonly Settlement[]) =>
  runOnce(given().transactions, ({ within }) =>
    given().ledger.settle(settlements, { id: claimId, at: after(5) }, within),
  );

/** Results of every kind, one row after the other. */
const resultOf = (row: Reminder, index: number): Settlement => {
  const results: readonly Omit<Settlement, 'row'>[] = [
    { to: 'sent', channel: 'sms', heardBy: after(7_200_000) },
    { to: 'planned', dueAt: after(60), reason: 'CAP' },
    { to: 'unknown', channel: 'sms', reason: 'LOOKING_UP', lookAt: after(60) },
    { to: 'planned', silent: true },
    { to: 'held', dueAt: after(90), reason: 'SAFETY_HOLD', note: 'a note' },
    { to: 'rehearsed', channel: 'email', reason: 'REHEARSAL' },
  ];
  return { row, to: 'sent', ...results[index % results.length] };
};

const describeResults = (given: GivenLedger): void => {
  it('writes the results of many as it writes those of one', async () => {
    const settlements = (await claimMany(given, 'many')).map(resultOf);
    const versions = await settle(given, 'c1', settlements);
    expect(versions.size).toBe(MANY);
    for (const settlement of settlements) {
      const { row } = settlement;
      expect(versions.get(row.id)).toBe(row.version + 1);
      expect(await found(given, row.id)).toEqual({
        ...settledRow(row, settlement, after(5)),
        version: row.version + 1,
      });
    }
    const [one] = await claimMany(given, 'single');
    if (one === undefined) throw new Error('nothing was claimed');
    await settle(given, 'c1', [resultOf(one, 2)]);
    expect(await found(given, one.id)).toEqual({ ...settledRow(one, resultOf(one, 2), after(5)), version: 3 });
  });

  it('answers the second time with nothing', async () => {
    const settlements = (await claimMany(given, 'again')).map(resultOf);
    await settle(given, 'c1', settlements);
    expect((await settle(given, 'c1', settlements)).size).toBe(0);
    expect((await found(given, 'again-0'))?.version).toBe(3);
  });
};

const describeOthers = (given: GivenLedger): void => {
  it('leaves those of another claim, and keeps what was noted about a row since it was read', async () => {
    const rows = await claimMany(given, 'mixed');
    const [others, [noted]] = [await claimMany(given, 'other', 'c2'), rows];
    if (noted === undefined) throw new Error('nothing was claimed');
    await runOnce(given().transactions, async ({ writes }) => {
      given().ledger.put(withdraw(noted, 'CANCELLED', after(1)), writes);
    });
    const settlements = [...rows, ...others].map((row): Settlement => ({ row, to: 'sent', channel: 'sms' }));
    const versions = await settle(given, 'c1', settlements);
    expect([...versions.keys()].sort()).toEqual(rows.map(({ id }) => id).sort());
    expect(versions.get(noted.id)).toBe(noted.version + 2);
    expect((await found(given, noted.id))?.history.slice(-2)).toEqual([
      { at: after(1), to: 'sending', note: 'too late for CANCELLED' },
      { at: after(5), to: 'sent' },
    ]);
    expect(await found(given, 'other-0')).toEqual(others[0]);
  });

  it('settles none of many when the transaction fails', async () => {
    const rows = await claimMany(given, 'failing');
    const failing = runOnce(given().transactions, async ({ within }) => {
      await given().ledger.settle(rows.map(resultOf), { id: 'c1', at: due }, within);
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    for (const row of rows) expect(await found(given, row.id)).toEqual(row);
  });
};

/** What the end of a claim over a whole slot relies on. `given` has an empty ledger. */
export const describeSettlingMany = (given: GivenLedger): void => {
  describe('the contract of settling many', () => describeResults(given));
  describe('many, and others beside them', () => describeOthers(given));
};
