import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import { QuarterlySlots } from '../../../licences/application/quarterly-slots.js';
import { InMemoryLicenceStore } from '../../../licences/testing/in-memory-licences.js';
import { Flags } from '../../../safety/application/flags.js';
import { InMemoryFlagStore } from '../../../safety/testing/in-memory-flags.js';
import { noInputs } from '../../application/ports.js';
import { aSurvey } from '../../testing/a-survey.js';
import type { CadenceInputs, Survey } from '../../application/ports.js';
import { InMemoryCadenceStore, InMemorySurveyStore } from '../../testing/in-memory-stores.js';
import { LookUpsController } from './look-ups.controller.js';

const given = async (...known: readonly CadenceInputs[]) => {
  const transactions = new InMemoryTransactions();
  const cadence = new InMemoryCadenceStore(transactions);
  await transactions.run(async ({ writes }) => known.forEach((one) => cadence.save(one, undefined, writes)));
  const surveys = new InMemorySurveyStore(transactions);
  const slots = new QuarterlySlots(new InMemoryLicenceStore(transactions), new FixedClock(new Date(0)));
  const flags = new Flags(transactions, new InMemoryFlagStore(transactions), new FixedClock(new Date(0)));
  const lookUps = new LookUpsController(surveys, cadence, flags, slots);
  const raise = (clientRef: string, level: 'E' | 'U' | 'R') =>
    transactions.run((work) =>
      flags.raise(
        {
          clinicId: 'elm',
          clientRef,
          surveyId: `${clientRef}/${level}`,
          sessionId: undefined,
          level,
          raisedAt: new Date(0),
          sealed: '',
        },
        work,
      ),
    );
  const plan = (survey: Survey) => transactions.run(async ({ writes }) => surveys.save(survey, undefined, writes));
  return { lookUps, raise, plan };
};

describe('what notifications asks at the last moment', () => {
  it('is told that a quarterly set may not be asked without a licence in force, whatever its record says', async () => {
    const { lookUps, plan } = await given();
    await plan(aSurvey({ clinicId: 'elm', instrument: 'quarterly@1', set: 'midas' }));
    const asked = () => lookUps.lookUp({ refs: [{ clinicId: 'elm', surveyId: 'survey-1' }] });
    expect((await asked()).items).toMatchObject([{ state: 'withdrawn', reason: 'LICENCE_ENDED' }]);
    await plan(aSurvey({ clinicId: 'elm', id: 'survey-2' }));
    const ours = await lookUps.lookUp({ refs: [{ clinicId: 'elm', surveyId: 'survey-2' }] });
    expect(ours.items).toMatchObject([{ state: 'planned' }]);
    expect(ours.items[0]).not.toHaveProperty('reason');
  });
});

describe('what scheduling asks before it names a day', () => {
  it('is not known for somebody who never answered, and never a zero', async () => {
    const { lookUps } = await given();
    const answer = await lookUps.cadenceInputs({ refs: [{ clinicId: 'elm', clientRef: 'mara' }] });
    expect(answer).toEqual({
      items: [
        {
          clinicId: 'elm',
          clientRef: 'mara',
          openFlag: null,
          wish: null,
          stress: null,
          demandingPeriods: [],
          lastEffect: null,
          burdenWindows: [],
        },
      ],
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
    const { items } = await lookUps.cadenceInputs({ refs });
    expect(items.map(({ clinicId, openFlag, stress }) => [clinicId, openFlag, stress])).toEqual([
      ['elm', 'U', 8],
      ['oak', null, null],
    ]);
  });
});
