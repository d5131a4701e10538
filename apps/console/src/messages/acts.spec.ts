import { ACT_WORDS, actsOf, GROUNDS, mayAct, noActText } from './acts.js';

describe('what can be done about a line', () => {
  it.each([
    ['planned', undefined, ['hold', 'cancel']],
    ['held', 'STAFF_HELD', ['release', 'cancel']],
    ['held', 'TOO_MANY', ['release', 'cancel']],
    ['held', 'SAFETY_HOLD', ['cancel']],
    ['failed', 'UNDELIVERED', ['retry']],
    ['unknown', 'LOOKING_UP', []],
    ['sending', undefined, []],
    ['delivered', undefined, []],
    ['skipped', 'STOPPED', []],
  ] as const)('of one that is %s because of %s: %j', (state, reason, acts) => {
    expect(actsOf({ state, ...(reason === undefined ? {} : { reason }) })).toEqual(acts);
  });

  it('is never to send again what may have arrived, and the line says why', () => {
    expect(noActText({ state: 'unknown', lookLocal: '2027-03-02T11:20' })).toBe(
      'Nobody knows yet whether it arrived, so it is not sent again. The provider is asked again at 11:20.',
    );
  });

  it('is never to lift a safety hold by hand, and the line says so', () => {
    expect(noActText({ state: 'held', reason: 'SAFETY_HOLD' })).toContain('nobody lifts it by hand');
    expect(noActText({ state: 'held', reason: 'STAFF_HELD' })).toBeUndefined();
  });

  it('is for those who may write to clients', () => {
    expect([mayAct({ roles: ['practitioner'] }), mayAct({ roles: ['practitioner', 'front-desk'] })]).toEqual([
      false,
      true,
    ]);
  });

  it('has a label, an end in words and a ground for every act', () => {
    expect(Object.values(ACT_WORDS).every(({ done }) => done.startsWith('Done. '))).toBe(true);
    expect(GROUNDS).toHaveLength(5);
  });
});
