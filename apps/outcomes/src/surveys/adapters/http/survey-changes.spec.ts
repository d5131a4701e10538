import { FirstReports } from '../../../reports/application/first-reports.js';
import { AnswerSheets, CadenceStore } from '../../application/ports.js';
import { RecountAnswers } from '../../application/recount-answers.js';
import { aFollowUp, aSurvey } from '../../testing/a-survey.js';
import { testToken } from '../../testing/in-memory-stores.js';
import { HAPPY, PageApp } from '../../testing/page-app.js';

const YEAR = { from: '2027-01-01', to: '2027-12-31' };
let pages: PageApp;
beforeEach(async () => {
  pages = await PageApp.start('2027-05-12T11:00:00Z');
});
afterEach(() => pages.app.close());

/** The counters, after a check that they are what the raw answers give. */
const report = async () => {
  const reports = pages.app.get(FirstReports);
  const counted = await pages.app.get(RecountAnswers).ofClinic('clinic-1');
  const read = await reports.read('clinic-1', YEAR);
  expect(read).toEqual(await reports.recompute('clinic-1', YEAR, counted));
  return { counted, cells: JSON.stringify([...pages.transactions.documents('counters')]) };
};
const finished = async (more = {}, parts: readonly object[] = HAPPY) => {
  const survey = await pages.plan(aSurvey(more));
  const token = testToken(survey);
  const { cookie, path } = await pages.answerAll(token, parts);
  return { survey, token, cookie, path };
};

describe('P4 change an answer', () => {
  it('is offered in the browser that gave the answers, until the form closes', async () => {
    const { survey, token, cookie, path } = await finished();
    const here = (await pages.get(path, cookie)).text;
    expect(here).toContain('<summary>Change an answer</summary>');
    expect(here).toContain(`href="/s/${token}/1">Part 1: Any headache?</a>`);
    expect(here).toContain(`href="/s/${token}/check">Part 3: `);
    expect((await pages.get(path)).text).not.toContain('Change an answer');
    expect((await pages.get(`/s/${token}/1`, cookie)).text).toMatch(/name="ps1" value="no"[^>]* checked/);
    pages.clock.set(new Date(survey.times.closesAt.getTime() + 1));
    expect((await pages.get(path, cookie)).text).not.toContain('Change an answer');
    expect((await pages.get(`/s/${token}/1`, cookie)).text).toContain('That is saved. Thank you.');
    await pages.post(`/s/${token}/1`, { ps1: 'no', ps3: 'yes' }, cookie);
    expect((await pages.app.get(AnswerSheets).load(survey))?.state.replaced).toBeUndefined();
  });

  it('P4.1 opens the end and never part 1, also in the browser that gave the answers', async () => {
    const { token, cookie } = await finished();
    expect((await pages.get(`/s/${token}`, cookie)).text).toContain('That is saved. Thank you.');
  });

  it('stores a new version, keeps the old one, and counts one answered form by its newest answers', async () => {
    const { survey, token, cookie } = await finished({}, [
      { ps1: 'no', ps3: 'yes' },
      { ps3b: '8', ps3c: '12-36h' },
      HAPPY[1]!,
      HAPPY[2]!,
    ]);
    expect((await report()).counted).toMatchObject([{ kind: 'answered', unwanted: true }]);
    pages.clock.set(new Date('2027-05-14T09:00:00Z'));
    const answer = await pages.post(`/s/${token}/1`, { ps1: 'no', ps3: 'no' }, cookie);
    expect(answer.get('Location')).toBe(`/s/${token}/end`);
    expect((await report()).counted).toMatchObject([{ kind: 'answered', on: '2027-05-12', unwanted: false }]);
    // The effect that is taken back moved the next visit's day, so others hear that they may ask again.
    expect(pages.saidTypes).toEqual(['survey.answered', 'survey.corrected']);
    const sheet = (await pages.app.get(AnswerSheets).load(survey))?.state;
    expect(sheet?.parts.find(({ part }) => part === '1')?.revision).toBe(2);
    expect(sheet?.replaced?.map(({ part, revision }) => [part, revision])).toEqual([['1', 1]]);
    const inputs = (await pages.app.get(CadenceStore).many([{ clinicId: 'clinic-1', id: 'client-1' }]))
      .values()
      .next().value;
    expect(inputs?.state.lastEffect).toBeUndefined();
  });

  it('asks what a changed answer asks for', async () => {
    const { token, cookie } = await finished();
    const answer = await pages.post(`/s/${token}/1`, { ps1: 'migraine', ps3: 'no' }, cookie);
    expect(answer.get('Location')).toBe(`/s/${token}/1b`);
    const page = await pages.get(`/s/${token}/1b`, cookie);
    expect(page.text).toContain('Part 1 of 3, continued');
    expect((await pages.post(`/s/${token}/1b`, { ps2: '4' }, cookie)).get('Location')).toBe(`/s/${token}/end`);
    await report();
  });

  it('does nothing for the same answer, and nothing in another browser', async () => {
    const { survey, token, cookie } = await finished();
    const before = await report();
    await pages.post(`/s/${token}/1`, HAPPY[0]!, cookie);
    await pages.post(`/s/${token}/1`, { ps1: 'migraine', ps3: 'yes' });
    expect(await report()).toEqual(before);
    expect((await pages.app.get(AnswerSheets).load(survey))?.state.replaced).toBeUndefined();
  });

  it('takes a visit back that did not take place after all', async () => {
    const { survey, token, cookie } = await finished({ presumed: true }, [
      { ps0: 'yes', ps1: 'no', ps3: 'no' },
      HAPPY[1]!,
      HAPPY[2]!,
    ]);
    await pages.post(`/s/${token}/1`, { ps0: 'no', ps1: 'no', ps3: 'no' }, cookie);
    expect(await pages.surveyNow(survey)).toMatchObject({ state: 'withdrawn', reason: 'DID_NOT_COME' });
    expect((await report()).counted).toEqual([]);
    expect(pages.saidTypes).toEqual(['survey.answered', 'visit.disputed', 'survey.withdrawn']);
  });

  it('raises what a changed gate calls for, and gives its advice', async () => {
    const { token, cookie } = await finished();
    const answer = await pages.post(`/s/${token}/check`, { sg: 'r1' }, cookie);
    expect(answer.get('Location')).toBe(`/s/${token}/help/r`);
    const other = await pages.post(`/s/${token}/2`, { ...HAPPY[1], ps6: 'too-firm' }, cookie);
    expect(other.get('Location')).toBe(`/s/${token}/end`);
    expect(pages.saidTypes).toEqual(['survey.answered', 'flag.raised']);
  });

  it('gives the second tap on Finish the same advice as the first', async () => {
    const { token, cookie } = await finished({}, [HAPPY[0]!, HAPPY[1]!]);
    const taps = [1, 2].map(() => pages.post(`/s/${token}/check`, { sg: 'r1' }, cookie));
    for (const answer of await Promise.all(taps)) expect(answer.get('Location')).toBe(`/s/${token}/help/r`);
    expect(pages.saidTypes.toSorted()).toEqual(['flag.raised', 'survey.answered']);
  });

  it('says once that a wish about the next visit changed', async () => {
    pages.clock.set(new Date('2027-06-01T10:00:00Z'));
    const survey = await pages.plan(aFollowUp());
    const token = testToken(survey);
    const { cookie } = await pages.answerAll(token, [
      { f1: '6', f2: '3', f3: '4' },
      { f6: '0' },
      {},
      { f11: 'no' },
      { f14: 'not-now' },
      { sg: 'none' },
    ]);
    await pages.post(`/s/${token}/5`, { f14: 'suggest' }, cookie);
    expect(pages.saidTypes).toEqual(['survey.answered', 'wish.changed', 'wish.changed']);
    await pages.post(`/s/${token}/1`, { f1: '7', f2: '5', f3: '5', confirmed: 'yes' }, cookie);
    expect(pages.saidTypes).toEqual(['survey.answered', 'wish.changed', 'wish.changed', 'survey.corrected']);
    expect((await report()).counted).toMatchObject([{ migraineDays: 5 }]);
  });

  it('names the day of the next form where one closed for good', async () => {
    const survey = await pages.plan(aSurvey({ state: 'expired' }));
    pages.clock.set(new Date('2027-05-25T10:00:00Z'));
    expect((await pages.get(`/s/${testToken(survey)}`)).text).toContain('We will write again after a next visit.');
    await pages.plan(aFollowUp());
    expect((await pages.get(`/s/${testToken(survey)}`)).text).toContain('The next questions come on Tuesday 1 June.');
  });
});
