import { aClaim, after, aRow, due, found, idsOf, keep, type GivenLedger } from './ledger-under-test.js';

const describeClaimsThatRanOut = (given: GivenLedger): void => {
  it('puts rows in doubt when the lease of their claim is over, and not at its last moment', async () => {
    await keep(given, aRow('a'), aRow('b', { clinicId: 'oak' }), aRow('c'));
    await given().ledger.claim(['a', 'b'], aClaim('c1', { until: 1000 }));
    await given().ledger.claim(['c'], aClaim('c2', { until: 2000 }));
    expect(await given().waiting.expireClaims(1000, after(5))).toBe(0);
    expect(await given().waiting.expireClaims(1000.5, after(5))).toBe(2);
    expect(await given().waiting.expireClaims(1001, after(9))).toBe(0);
    const row = await found(given, 'a');
    const doubt = { state: 'unknown', reason: 'LOOKING_UP', looks: 0, lookAt: after(60_005), version: 3 };
    expect(row).toMatchObject({ ...doubt, claim: aClaim('c1') });
    expect(row?.history.at(-1)).toEqual({ at: after(5), to: 'unknown', reason: 'LOOKING_UP' });
    expect(await found(given, 'c')).toMatchObject({ state: 'sending' });
  });

  it('puts each row in doubt once when many sweep at once', async () => {
    const ids = ['a', 'b', 'c'];
    await keep(given, ...ids.map((id) => aRow(id)));
    await given().ledger.claim(ids, aClaim('c1'));
    const counts = await Promise.all([1, 2, 3].map(() => given().waiting.expireClaims(2000, due)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    expect((await found(given, 'a'))?.history.filter(({ to }) => to === 'unknown')).toHaveLength(1);
  });

  it('counts the rows under a claim', async () => {
    expect(await given().waiting.countSending()).toBe(0);
    await keep(given, aRow('a'), aRow('b', { clinicId: 'oak' }), aRow('c'));
    await given().ledger.claim(['a', 'b'], aClaim('c1'));
    expect(await given().waiting.countSending()).toBe(2);
  });
};

const describeWaits = (given: GivenLedger): void => {
  it('has held rows to look at from their time on, of all clinics', async () => {
    await keep(
      given,
      aRow('now', { state: 'held' }),
      aRow('before', { state: 'held', dueAt: after(-1), clinicId: 'oak' }),
      aRow('later', { state: 'held', dueAt: after(1) }),
      aRow('planned', { dueAt: after(-5) }),
    );
    const held = await given().waiting.heldUntil(due);
    expect(idsOf(held)).toEqual(['before', 'now']);
    expect(held.find(({ id }) => id === 'now')).toEqual(aRow('now', { state: 'held', version: 1 }));
    expect(await given().waiting.nextHeldAt()).toEqual(after(-1));
  });

  it('has rows in doubt to ask about from their time on, of all clinics', async () => {
    await keep(
      given,
      aRow('now', { state: 'unknown', lookAt: due }),
      aRow('before', { state: 'unknown', lookAt: after(-1), clinicId: 'oak' }),
      aRow('later', { state: 'unknown', lookAt: after(1) }),
      aRow('settled', { state: 'sent', lookAt: after(-9) }),
    );
    expect(idsOf(await given().waiting.inDoubtUntil(due))).toEqual(['before', 'now']);
    expect(await given().waiting.nextLookAt()).toEqual(after(-1));
  });

  it('has sent rows that nobody heard of from their time on, of all clinics', async () => {
    await keep(
      given,
      aRow('now', { state: 'sent', heardBy: due }),
      aRow('before', { state: 'sent', heardBy: after(-1), clinicId: 'oak' }),
      aRow('later', { state: 'sent', heardBy: after(1) }),
      aRow('mail', { state: 'sent' }),
      aRow('arrived', { state: 'delivered', heardBy: after(-9) }),
    );
    expect(idsOf(await given().waiting.unheardUntil(due))).toEqual(['before', 'now']);
    expect(await given().waiting.nextHeardBy()).toEqual(after(-1));
  });

  it('waits for nothing when nothing is held, in doubt or unheard of', async () => {
    await keep(given, aRow('a'), aRow('b', { state: 'sent' }));
    expect(await given().waiting.nextHeldAt()).toBeUndefined();
    expect(await given().waiting.nextLookAt()).toBeUndefined();
    expect(await given().waiting.heldUntil(due)).toEqual([]);
    expect(await given().waiting.inDoubtUntil(due)).toEqual([]);
    expect(await given().waiting.nextHeardBy()).toBeUndefined();
    expect(await given().waiting.unheardUntil(due)).toEqual([]);
  });
};

/** What sweeps, re-openings and look-ups rely on. `given` has an empty ledger. */
export const describeWaitingLedger = (given: GivenLedger): void => {
  describe('the contract of claims that ran out', () => describeClaimsThatRanOut(given));
  describe('the contract of waiting rows', () => describeWaits(given));
};
