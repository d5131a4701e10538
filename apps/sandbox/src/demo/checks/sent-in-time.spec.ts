import { sentInTime } from './sent-in-time.js';
import { aMessage, aRow, aRun } from './testing/a-run.js';

const check = sentInTime(new Date('2027-05-24T04:00:00Z'));

describe('rows that fell due', () => {
  it('left within five minutes', () => {
    expect(check(aRun())).toEqual([]);
    expect(check(aRun({ providerMessages: [aMessage({ at: '2027-03-09T10:35:00.000Z' })] }))).toEqual([]);
  });

  it.each(['2027-03-09T10:35:01.000Z', '2027-03-09T10:20:00.000Z'])('may not leave at %s without a reason', (at) => {
    expect(check(aRun({ providerMessages: [aMessage({ at })] }))[0]).toContain('has no reason');
  });

  it('may not stay silent without a reason', () => {
    const row = aRow({ state: 'planned', providerIds: [] });
    expect(check(aRun({ ledger: [row] }))[0]).toContain('is planned and never left');
  });

  it('may be explained, but only by a reason that the history gives', () => {
    const history = [{ at: '2027-03-05T09:00:00.000Z', to: 'withdrawn', reason: 'BOOKING_MOVED' }];
    const row = aRow({ state: 'withdrawn', providerIds: [], reason: 'BOOKING_MOVED', history });
    expect(check(aRun({ ledger: [row] }))).toEqual([]);
    expect(check(aRun({ ledger: [{ ...row, reason: 'CAP' }] }))[0]).toContain('no history entry that gives CAP');
  });

  it('are not those of later', () => {
    const row = aRow({ state: 'planned', providerIds: [], firstDueAt: '2027-05-24T04:00:01.000Z' });
    expect(check(aRun({ ledger: [row] }))).toEqual([]);
  });

  it('name only messages that arrived', () => {
    expect(check(aRun({ providerMessages: [] }))).toHaveLength(1);
  });
});
