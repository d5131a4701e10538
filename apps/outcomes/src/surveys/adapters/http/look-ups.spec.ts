import { FixedClock } from '@aftercare/kernel';
import { InMemoryTransactions } from '@aftercare/messaging';
import { QuarterlySlots } from '../../../licences/application/quarterly-slots.js';
import { InMemoryLicenceStore } from '../../../licences/testing/in-memory-licences.js';
import { aSurvey } from '../../testing/a-survey.js';
import type { Survey } from '../../application/ports.js';
import { InMemorySurveyStore } from '../../testing/in-memory-stores.js';
import { LookUpsController } from './look-ups.controller.js';

const given = () => {
  const transactions = new InMemoryTransactions();
  const surveys = new InMemorySurveyStore(transactions);
  const slots = new QuarterlySlots(new InMemoryLicenceStore(transactions), new FixedClock(new Date(0)));
  const plan = (survey: Survey) => transactions.run(async ({ writes }) => surveys.save(survey, undefined, writes));
  return { lookUps: new LookUpsController(surveys, slots), plan };
};

describe('what notifications asks at the last moment', () => {
  it('is told that a quarterly set may not be asked without a licence in force, whatever its record says', async () => {
    const { lookUps, plan } = given();
    await plan(aSurvey({ clinicId: 'elm', instrument: 'quarterly@1', set: 'midas' }));
    const asked = () => lookUps.lookUp({ refs: [{ clinicId: 'elm', surveyId: 'survey-1' }] });
    expect((await asked()).items).toMatchObject([{ state: 'withdrawn', reason: 'LICENCE_ENDED' }]);
    await plan(aSurvey({ clinicId: 'elm', id: 'survey-2' }));
    const ours = await lookUps.lookUp({ refs: [{ clinicId: 'elm', surveyId: 'survey-2' }] });
    expect(ours.items).toMatchObject([{ state: 'planned' }]);
    expect(ours.items[0]).not.toHaveProperty('reason');
  });
});
