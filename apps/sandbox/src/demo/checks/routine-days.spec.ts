import { DEMO_CLINICS } from '../domain/clinics.js';
import { isPublicHoliday } from '@aftercare/kernel';
import { routineDays } from './routine-days.js';
import { aMessage, aRow, aRun } from './testing/a-run.js';

const sent = (at: string, row = aRow({ family: 'survey', kind: 'invitation' })) =>
  aRun({ providerMessages: [aMessage({ at })], ledger: [row] });

describe('days without routine notes', () => {
  it.each([
    ['2027-03-25T10:00:00.000Z', 0],
    ['2027-03-26T10:00:00.000Z', 1],
    ['2027-03-28T10:00:00.000Z', 1],
    ['2027-03-29T10:00:00.000Z', 1],
    ['2027-03-30T10:00:00.000Z', 0],
  ])('a form asked for at %s has %i problems', (at, count) => {
    expect(routineDays(sent(at))).toHaveLength(count);
  });

  it('are those of the clinic: Good Friday is a working day in New York', () => {
    const ledger = [aRow({ family: 'follow-up', kind: 'nudge' })];
    const nudge = (from: string) =>
      aRun({ ledger, providerMessages: [aMessage({ at: '2027-03-26T14:00:00.000Z', from })] });
    expect(routineDays(nudge('+12125550199'))).toEqual([]);
    expect(routineDays(nudge('Elm Rooms <notes@elm-rooms.example>'))).toHaveLength(1);
  });

  it('do not bind what is said about a visit', () => {
    expect(routineDays(sent('2027-03-26T10:00:00.000Z', aRow()))).toEqual([]);
  });

  it('are known to the regions that the clinics set', () => {
    const good = DEMO_CLINICS.map(({ holidayRegion }) => isPublicHoliday('2027-03-26', holidayRegion));
    expect(good).toEqual([true, false, true]);
  });
});
