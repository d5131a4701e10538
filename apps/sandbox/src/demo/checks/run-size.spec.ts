import { runChecks } from './run-checks.js';
import { runSize } from './run-size.js';
import { aBooking, anAnswer, aRow, aRun } from './testing/a-run.js';

const until = new Date('2027-05-24T04:00:00Z');

describe('the size of a run', () => {
  it('counts people, and visits that were done or that nobody denied', () => {
    expect(runSize({ clients: 1, sessions: 1 }, until)(aRun())).toEqual([]);
    expect(runSize({ clients: 2, sessions: 2 }, until)(aRun())).toEqual(['1 clients, not 2', '1 sessions, not 2']);
  });

  it.each([
    ['cancelled', { bookings: [aBooking(), aBooking({ what: 'cancel', at: '2027-03-02T09:00:00.000Z' })] }],
    ['missed', { bookings: [aBooking(), aBooking({ what: 'no-show', at: '2027-03-10T11:00:00.000Z' })] }],
    ['still to come', { bookings: [aBooking({ endsAt: '2027-05-24T02:00:00.000Z' })] }],
    [
      'denied by the client',
      { ledger: [aRow({ sessionId: 'session-b1' })], answers: [anAnswer({ answers: { ps0: 'no' } })] },
    ],
  ])('does not count a visit that was %s', (_why, changes) => {
    expect(runSize({ clients: 0, sessions: 1 }, until)(aRun(changes))).toEqual(['0 sessions, not 1']);
  });

  it('is only asked of a full run', () => {
    const names = (isFullRun: boolean) => runChecks(aRun(), { isFullRun, until }).map(({ name }) => name);
    expect(names(true)).toEqual([...names(false), 'the run is large enough']);
  });

  it('stands beside the other checks with its problems', () => {
    const result = runChecks(aRun({ ledger: [] }), { isFullRun: false, until });
    expect(result.filter(({ ok }) => !ok).map(({ name, problems }) => [name, problems.length])).toEqual([
      ['every message to a person belongs to one ledger row', 1],
      ['the reports equal a recount of the answers', 1],
    ]);
  });
});
