import { runOnce } from '@aftercare/messaging';
import type { DueRow, Postponed } from '../application/sending/ledger.js';
import { aClaim, after, aRow, due, found, idsOf, keep, type GivenLedger } from './ledger-under-test.js';

const describeRows = (given: GivenLedger): void => {
  it('gives a row back as it was put, with a version that rises by one', async () => {
    await keep(given, aRow('a'));
    expect(await found(given, 'a')).toEqual(aRow('a', { version: 1 }));
    await keep(given, aRow('a', { version: 1, state: 'held', reason: 'SAFETY_HOLD' }));
    expect(await found(given, 'a')).toEqual(aRow('a', { version: 2, state: 'held', reason: 'SAFETY_HOLD' }));
  });

  it('answers nothing for an unknown row, and nothing for a row of another clinic', async () => {
    await keep(given, aRow('a'));
    expect(await found(given, 'b')).toBeUndefined();
    expect(await found(given, 'a', 'oak')).toBeUndefined();
  });

  it('refuses a row that is stored already, and one that was changed since it was read', async () => {
    await keep(given, aRow('a'));
    await expect(keep(given, aRow('a'))).rejects.toThrow('another writer was first');
    await given().ledger.claim(['a'], aClaim('c1'));
    await expect(keep(given, aRow('a', { version: 1 }))).rejects.toThrow('another writer was first');
  });

  it('keeps nothing of a transaction that fails', async () => {
    const failing = runOnce(given().transactions, async ({ writes }) => {
      given().ledger.put(aRow('a'), writes);
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await found(given, 'a')).toBeUndefined();
  });
};

const describeDue = (given: GivenLedger): void => {
  const { family, notAfter, firstDueAt } = aRow('now');
  const told = { family, notAfter, firstDueAt, firstChannel: 'sms' } as const;
  const dueRows = (query: {
    readonly since?: Date;
    readonly until?: Date;
    readonly limit?: number;
    readonly shards?: readonly number[];
  }) => given().ledger.due({ shards: [1], until: due, limit: 10, ...query });

  it('has due what is planned for now or before in these shards, the longest waiting first', async () => {
    await keep(
      given,
      aRow('now'),
      aRow('before', { dueAt: after(-1), clinicId: 'oak', shard: 2 }),
      aRow('later', { dueAt: after(1) }),
      aRow('elsewhere', { shard: 3 }),
      aRow('held', { state: 'held' }),
      aRow('sent', { state: 'sent' }),
    );
    expect(await dueRows({ shards: [1, 2] })).toEqual<readonly DueRow[]>([
      { ...told, id: 'before', clinicId: 'oak', shard: 2, dueAt: after(-1) },
      { ...told, id: 'now', clinicId: 'clinic-1', shard: 1, dueAt: due },
    ]);
    expect(idsOf(await dueRows({ shards: [1, 2], since: due }))).toEqual(['now']);
    expect(idsOf(await dueRows({ shards: [1, 2], limit: 1 }))).toEqual(['before']);
    expect(await dueRows({ shards: [] })).toEqual([]);
  });

  it('knows the earliest due time of all planned rows, whatever their shard', async () => {
    expect(await given().ledger.nextDueAt()).toBeUndefined();
    await keep(given, aRow('a', { dueAt: after(5) }), aRow('b', { dueAt: after(9), shard: 9 }));
    await keep(given, aRow('held', { state: 'held', dueAt: after(1) }));
    expect(await given().ledger.nextDueAt()).toEqual(after(5));
    await given().ledger.claim(['a'], aClaim('c1', { at: after(5) }));
    expect(await given().ledger.nextDueAt()).toEqual(after(9));
  });
};

/** What went wrong elsewhere when people looked again and again at what is due. */
const describeLooks = (given: GivenLedger): void => {
  const dueRows = (until = due) => given().ledger.due({ shards: [1], until, limit: 10 });

  // A platform whose delays lived in a queue accepted 180 days and delivered nothing.
  it('has due in half a year what was planned half a year ahead, and knows of it all the while', async () => {
    const halfYear = new Date(due.getTime() + 180 * 86_400_000);
    await keep(given, aRow('far', { dueAt: halfYear, notAfter: new Date(halfYear.getTime() + 86_400_000) }));
    expect(await dueRows()).toEqual([]);
    expect(await given().ledger.nextDueAt()).toEqual(halfYear);
    expect(idsOf(await dueRows(halfYear))).toEqual(['far']);
    expect(idsOf(await given().ledger.claim(['far'], aClaim('c1', { at: halfYear })))).toEqual(['far']);
  });

  // A record keeper's reminders looked at the text message's mark when they sent the email, every hour of the day.
  it.each(['sent', 'delivered', 'failed', 'skipped', 'withdrawn', 'unknown', 'rehearsed'] as const)(
    'never has due again what is %s, however often it is looked at and by whichever way it went',
    async (state) => {
      await keep(given, aRow('by email', { state, channel: 'email' }), aRow('by text', { state, channel: 'sms' }));
      for (let hour = 0; hour < 24; hour += 1) {
        expect(await dueRows(after(hour * 3_600_000))).toEqual([]);
        expect(await given().ledger.claim(['by email', 'by text'], aClaim(`hour ${hour}`))).toEqual([]);
      }
    },
  );

  // Two tasks of one instant, one of them stuck, once brought two thousand copies of the other.
  it('brings no copy of a message when another one of the same instant is stuck', async () => {
    await keep(given, aRow('stuck', { state: 'sending', claim: aClaim('gone') }), aRow('fine'));
    const claims = [];
    for (let look = 0; look < 50; look += 1)
      claims.push(...(await given().ledger.claim(idsOf(await dueRows()), aClaim(`look ${look}`))));
    expect(idsOf(claims)).toEqual(['fine']);
  });
};

const describeClaims = (given: GivenLedger): void => {
  it('claims what is planned and due, writes that down and answers with it', async () => {
    await keep(given, aRow('a'), aRow('b', { clinicId: 'oak' }));
    const rows = await given().ledger.claim(['a', 'b', 'unknown'], aClaim('c1'));
    expect(idsOf(rows)).toEqual(['a', 'b']);
    const stored = await found(given, 'a');
    expect(stored).toEqual(rows.find(({ id }) => id === 'a'));
    expect(stored).toMatchObject({ state: 'sending', claim: aClaim('c1'), version: 2 });
    expect(stored?.history.at(-1)).toEqual({ at: due, to: 'sending' });
  });

  it('claims nothing that is not planned or not yet due', async () => {
    await keep(
      given,
      aRow('later', { dueAt: after(1) }),
      aRow('held', { state: 'held' }),
      aRow('s', { state: 'sent' }),
    );
    expect(await given().ledger.claim(['later', 'held', 's'], aClaim('c1'))).toEqual([]);
    expect(await found(given, 'later')).toMatchObject({ state: 'planned', version: 1 });
  });

  it('claims a row once', async () => {
    await keep(given, aRow('a'), aRow('b'));
    expect(await given().ledger.claim(['a'], aClaim('c1'))).toHaveLength(1);
    expect(idsOf(await given().ledger.claim(['a', 'b'], aClaim('c2')))).toEqual(['b']);
    expect(await given().ledger.claim(['a', 'b'], aClaim('c1'))).toEqual([]);
  });

  it('keeps nothing of the way that an earlier try went: should this claim be lost, that would be taken for its own', async () => {
    await keep(given, aRow('a', { channel: 'sms' }), aRow('b', { channel: 'sms' }), aRow('c', { channel: 'sms' }));
    const rows = [
      ...(await given().ledger.claim(['a', 'b'], aClaim('c1'))),
      ...(await given().ledger.claim(['c'], aClaim('c2'))),
    ];
    expect(idsOf(rows)).toEqual(['a', 'b', 'c']);
    for (const { id, channel } of rows)
      expect([channel, (await found(given, id))?.channel]).toEqual([undefined, undefined]);
  });

  it('gives each row to one of many who claim at once', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `row-${index}`);
    await keep(given, ...ids.map((id) => aRow(id)));
    const claims = await Promise.all(
      ['c1', 'c2', 'c3', 'c4'].map((id, index) =>
        given().ledger.claim(index % 2 === 0 ? ids : ids.toReversed(), aClaim(id)),
      ),
    );
    expect(idsOf(claims.flat())).toEqual(ids.toSorted());
  });
};

const describePostponing = (given: GivenLedger): void => {
  it('moves due rows that cannot leave yet, and tells them why once', async () => {
    await keep(given, aRow('a'), aRow('b'));
    const wait = (id: string, dueAt: Date, reason?: string): Postponed => ({
      ...{ row: { id, ...(reason === undefined ? {} : { reason }) }, dueAt, reason: 'ALLOWANCE' },
    });
    await given().ledger.postpone([wait('a', after(5)), wait('b', after(9))], due);
    const entry = { at: due, to: 'planned', reason: 'ALLOWANCE', dueAt: after(5) };
    expect(await found(given, 'a')).toMatchObject({ dueAt: after(5), reason: 'ALLOWANCE', version: 2 });
    expect((await found(given, 'a'))?.history.at(-1)).toEqual(entry);
    expect(await found(given, 'b')).toMatchObject({ state: 'planned', dueAt: after(9) });
    await given().ledger.postpone([wait('a', after(20), 'ALLOWANCE')], after(6));
    expect((await found(given, 'a'))?.history.at(-1)).toEqual(entry);
    expect(await found(given, 'a')).toMatchObject({ dueAt: after(20), version: 3 });
  });

  it('leaves alone what was claimed, ended or moved meanwhile', async () => {
    await keep(given, aRow('claimed'), aRow('held', { state: 'held' }), aRow('moved', { dueAt: after(1) }));
    await given().ledger.claim(['claimed'], aClaim('c1'));
    const rows = ['claimed', 'held', 'moved'].map((id) => ({
      row: { id },
      dueAt: after(60),
      reason: 'ALLOWANCE' as const,
    }));
    await given().ledger.postpone(rows, due);
    await given().ledger.postpone([], due);
    const stored = await Promise.all(['claimed', 'held', 'moved'].map((id) => found(given, id)));
    expect(stored.map((row) => row?.dueAt)).toEqual([due, due, after(1)]);
  });
};

/** What planning, promoting and sending rely on. `given` has an empty ledger. */
export const describeSendLedger = (given: GivenLedger): void => {
  describe('the contract of rows', () => describeRows(given));
  describe('the contract of due rows', () => describeDue(given));
  describe('the contract of postponing', () => describePostponing(given));
  describe('the contract of looking again', () => describeLooks(given));
  describe('the contract of claims', () => describeClaims(given));
};
