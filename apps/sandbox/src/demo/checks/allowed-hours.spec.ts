import { allowedHours } from './allowed-hours.js';
import { aMessage, aPerson, aRow, aRun } from './testing/a-run.js';

const textAt = (at: string, row = aRow()) => aRun({ providerMessages: [aMessage({ at })], ledger: [row] });
const mailAt = (at: string, row = aRow()) =>
  aRun({ providerMessages: [aMessage({ at, channel: 'email', to: 'mara@example.com' })], ledger: [row] });

describe('hours', () => {
  it.each([
    ['2027-03-09T09:00:00.000Z', 0],
    ['2027-03-09T08:59:59.000Z', 1],
    ['2027-03-09T19:59:59.000Z', 0],
    ['2027-03-09T20:00:00.000Z', 1],
    // The clocks have gone forward: 08:30 UTC is 09:30.
    ['2027-03-30T08:30:00.000Z', 0],
  ])('a text at %s has %i problems', (at, count) => {
    expect(allowedHours(textAt(at))).toHaveLength(count);
  });

  it('are those of the zone where the person lives by then', () => {
    const zones = [
      { from: '2027-03-01T09:00:00.000Z', zone: 'Europe/London' },
      { from: '2027-03-08T12:00:00.000Z', zone: 'America/New_York' },
    ];
    const people = [aPerson({ zones })];
    expect(allowedHours({ ...textAt('2027-03-09T10:30:00.000Z'), people })[0]).toContain('05:30 in America/New_York');
    expect(allowedHours({ ...textAt('2027-03-09T22:30:00.000Z'), people })).toEqual([]);
  });

  it.each(['reply', 'link'] as const)('do not bind texts of the family %s', (family) => {
    expect(allowedHours(textAt('2027-03-09T23:00:00.000Z', aRow({ family })))).toEqual([]);
  });

  it('bind confirmations by text, but not by mail', () => {
    const row = aRow({ kind: 'confirmation' });
    expect(allowedHours(textAt('2027-03-09T23:00:00.000Z', row))).toHaveLength(1);
    expect(allowedHours(mailAt('2027-03-09T23:00:00.000Z', row))).toEqual([]);
  });

  it('bind all other mail, and what belongs to no row', () => {
    expect(allowedHours(mailAt('2027-03-09T23:00:00.000Z', aRow({ kind: '72h' })))).toHaveLength(1);
    expect(allowedHours({ ...mailAt('2027-03-09T23:00:00.000Z'), ledger: [] })).toHaveLength(1);
  });
});
