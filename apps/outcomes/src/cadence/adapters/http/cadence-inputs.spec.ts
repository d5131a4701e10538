import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import { DiaryWindows } from '../../../diary/application/diary-windows.js';
import { OpenedDays } from '../../../diary/application/opened-days.js';
import { daysInARow } from '../../../diary/testing/days-in-a-row.js';
import { MARA } from '../../../diary/testing/diary-app.js';
import { InMemoryDiaryStore } from '../../../diary/testing/in-memory-diary.js';
import { Flags } from '../../../safety/application/flags.js';
import { InMemoryFlagStore } from '../../../safety/testing/in-memory-flags.js';
import { recalledMonth } from '../../testing/recalled-month.js';
import { noInputs, type CadenceInputs } from '../../../surveys/application/ports.js';
import { aJourney } from '../../../surveys/testing/a-journey.js';
import { InMemoryCadenceStore, InMemoryJourneyStore, PlainVault } from '../../../surveys/testing/in-memory-stores.js';
import { CadenceInputsController } from './cadence-inputs.controller.js';

const NOW = new Date('2027-05-12T09:00:00Z');

const given = async (...known: readonly CadenceInputs[]) => {
  const transactions = new InMemoryTransactions();
  const cadence = new InMemoryCadenceStore(transactions);
  const journeys = new InMemoryJourneyStore(transactions);
  const diaries = new InMemoryDiaryStore(transactions);
  const vault = new PlainVault();
  await transactions.run(async ({ writes }) => {
    known.forEach((one) => cadence.save(one, undefined, writes));
    journeys.save(aJourney(), undefined, writes);
  });
  const clock = new FixedClock(NOW);
  const flags = new Flags(transactions, new InMemoryFlagStore(transactions), clock);
  const windows = new DiaryWindows(journeys, diaries, new OpenedDays(diaries, vault), clock);
  const lookUps = new CadenceInputsController(cadence, flags, windows);
  const raise = (clientRef: string, level: 'E' | 'U' | 'R') =>
    transactions.run((work) =>
      flags.raise(
        {
          head: {
            clinicId: 'elm',
            clientRef,
            surveyId: `${clientRef}/${level}`,
            zone: 'Europe/London',
            sessionId: undefined,
            raisedAt: new Date(0),
            sealed: '',
          },
          signs: { sign: level },
          signsOf: async () => ({}),
        },
        work,
      ),
    );
  const writeDown = (from: string, count: number, answers: object): Promise<void> =>
    daysInARow({ transactions, diaries, vault }, { client: MARA, from, count, answers });
  const ask = async () => (await lookUps.lookUp({ refs: [{ clinicId: 'elm', clientRef: 'mara' }] })).items[0];
  return { lookUps, raise, writeDown, ask };
};

describe('what scheduling asks before it names a day', () => {
  it('is not known for somebody who never answered, and never a zero', async () => {
    const { ask } = await given();
    expect(await ask()).toEqual({
      clinicId: 'elm',
      clientRef: 'mara',
      openFlag: null,
      wish: null,
      stress: null,
      demandingPeriods: [],
      lastEffect: null,
      burdenSource: null,
      burdenWindows: [],
    });
  });

  it('is answered for many at once, each at its own clinic, with the gravest open flag', async () => {
    const inputs = { ...noInputs('elm', 'mara'), stress: 8 };
    const { lookUps, raise } = await given(inputs);
    await raise('mara', 'R');
    await raise('mara', 'U');
    const refs = [
      { clinicId: 'elm', clientRef: 'mara' },
      { clinicId: 'oak', clientRef: 'mara' },
    ];
    const { items } = await lookUps.lookUp({ refs });
    expect(items.map(({ clinicId, openFlag, stress }) => [clinicId, openFlag, stress])).toEqual([
      ['elm', 'U', 8],
      ['oak', null, null],
    ]);
  });

  it('takes burden days from a diary whose last two windows are well filled, and recalled ones not with them', async () => {
    const { ask, writeDown } = await given(recalledMonth());
    await writeDown('2027-03-01', 28, { d1: 'none' });
    await writeDown('2027-03-29', 24, { d1: 'headache', d2: 5 });
    expect(await ask()).toMatchObject({
      burdenSource: 'diary',
      burdenWindows: [
        { startsOn: '2027-03-29', endsOn: '2027-04-26', days: 24, burdenDays: 24, headacheDays: 24, complete: 24 / 28 },
        { startsOn: '2027-03-01', endsOn: '2027-03-29', days: 28, burdenDays: 0, headacheDays: 0, complete: 1 },
      ],
    });
  });

  it('keeps to what forms say while a diary has gaps', async () => {
    const { ask, writeDown } = await given(recalledMonth());
    await writeDown('2027-03-01', 28, { d1: 'none' });
    await writeDown('2027-03-29', 20, { d1: 'migraine' });
    expect(await ask()).toMatchObject({ burdenSource: 'recall', burdenWindows: [{ burdenDays: 9, days: 28 }] });
  });
});
