import { LicenceStore } from '../../../licences/application/ports.js';
import { KeepLicences } from '../../../licences/application/keep-licences.js';
import { Clock } from '@aftercare/kernel';
import { aLicence, someWords } from '../../../licences/testing/a-licence.js';
import { aSurvey } from '../../testing/a-survey.js';
import { testToken } from '../../testing/in-memory-stores.js';
import { PageApp } from '../../testing/page-app.js';
import { RecountAnswers } from '../../application/recount-answers.js';

let pages: PageApp;
beforeEach(async () => {
  pages = await PageApp.start('2027-05-12T12:00:00Z');
  const { app, transactions } = pages;
  const licences = new KeepLicences(transactions, app.get(LicenceStore), app.get(Clock));
  await licences.attest('clinic-1', aLicence({ validUntil: '2027-05-13' }), 'ana');
  await licences.bring('clinic-1', someWords(), 'ana');
  await licences.fillSlot('clinic-1', 'midas');
});
afterEach(() => pages.app.close());

const aSet = () => pages.plan(aSurvey({ instrument: 'quarterly@1', set: 'midas', occasion: 'quarter-1' }));

describe('the page of a quarterly set', () => {
  it('asks in the words of the clinic, with the line about their owner', async () => {
    const page = await pages.get(`/s/${testToken(await aSet())}`).expect(200);
    expect(page.text).toContain('Invented question 1');
    expect(page.text).not.toContain('Invented question 5');
    expect(page.text).toContain('(c) Somebody Else, used with permission');
  });

  it('is answered like every form, with our safety check at its end', async () => {
    const survey = await aSet();
    const { visited } = await pages.answerAll(testToken(survey), [
      { mid1: '1', mid2: '2', mid3: '3', mid4: '0' },
      { mid5: '5', mid6: '20', mid7: '6' },
      { sg: 'none' },
    ]);
    expect(visited).toEqual(['1', '2', 'check']);
    expect(await pages.surveyNow(survey)).toMatchObject({ state: 'answered' });
    expect(pages.saidTypes).toEqual(['survey.answered']);
  });

  it('shows not one question once the licence is over, and takes no answer', async () => {
    const survey = await aSet();
    const token = testToken(survey);
    pages.clock.set(new Date('2027-05-14T00:00:00Z'));
    const page = await pages.get(`/s/${token}`).expect(200);
    expect(page.text).not.toContain('Invented');
    expect((await pages.get(`/s/${token}/1`)).text).not.toContain('Invented');
    await pages.post(`/s/${token}/1`, { mid1: '1' });
    expect(await pages.surveyNow(survey)).toMatchObject({ state: 'planned' });
    await pages.post(`/s/${token}/check`, { sg: 'none' });
    expect(await pages.surveyNow(survey)).toMatchObject({ state: 'planned' });
    expect(pages.transactions.documents('answers').size).toBe(0);
    expect(await pages.app.get(RecountAnswers).ofClinic('clinic-1')).toEqual([]);
    expect(pages.transactions.documents('tallies').size).toBe(0);
  });
});
