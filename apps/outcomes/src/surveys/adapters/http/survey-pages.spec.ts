import { AnswerSheets } from '../../application/ports.js';
import { aFollowUp, aSurvey } from '../../testing/a-survey.js';
import { testToken } from '../../testing/in-memory-stores.js';
import { cookieOf, HAPPY, PageApp } from '../../testing/page-app.js';

const NOW = '2027-05-12T11:00:00Z';
let pages: PageApp;
beforeEach(async () => {
  pages = await PageApp.start(NOW);
});
afterEach(() => pages.app.close());

const get = (path: string, cookie?: string) => pages.get(path, cookie);
const post = (path: string, body: object, cookie?: string) => pages.post(path, body, cookie);
const answerAll = (token: string, parts: readonly object[]) => pages.answerAll(token, parts);
const dump = () =>
  JSON.stringify([
    ...['surveys', 'answers', 'flags', 'tallies', 'counters'].map((name) => [...pages.transactions.documents(name)]),
  ]);

describe('P1 form part', () => {
  it('P1.1 takes a visit without complaints in three posts', async () => {
    const survey = await pages.plan(aSurvey());
    const { path, visited, cookie } = await answerAll(testToken(survey), HAPPY);
    expect(visited).toEqual(['1', '2', 'check']);
    expect(path).toBe(`/s/${testToken(survey)}/end`);
    const end = (await get(path, cookie)).text;
    expect(end).toContain('That is saved. Thank you.');
    expect(end).toContain('href="/me/day"');
    expect((await pages.surveyNow(survey)).state).toBe('answered');
    expect(pages.saidTypes).toEqual(['survey.answered']);
  });

  it('shows the first question at once, with the words and data of the form', async () => {
    const survey = await pages.plan(aSurvey());
    const page = await get(`/s/${testToken(survey)}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Part 1 of 3');
    expect(page.text).toContain('Since your visit on Tuesday 11 May');
    expect(page.text).toContain('About 1 minute.');
    expect(page.text).toContain(
      'data-survey-id="survey-1" data-session-id="session-1" data-instrument="post-session@1"',
    );
    expect(page.text).not.toMatch(/<title>[^<]*(migraine|headache|pain|massage)/i);
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(page.text).not.toMatch(/<input[^>]* checked/);
  });

  it('P1.2 resumes in another browser without showing values', async () => {
    const survey = await pages.plan(aSurvey());
    const token = testToken(survey);
    const first = await post(`/s/${token}/1`, { ps1: 'migraine', ps3: 'no' });
    expect(first.get('Location')).toBe(`/s/${token}/1b`);
    const elsewhere = await get(`/s/${token}`);
    expect(elsewhere.text).toContain('Part 1 of 3, continued');
    expect(elsewhere.text).toContain('Welcome back.');
    expect((await get(`/s/${token}/1`)).text).not.toMatch(/<input[^>]* checked/);
    expect((await get(`/s/${token}/1`, cookieOf(first))).text).toMatch(/value="migraine" checked/);
  });

  it('P1.3 stores one answer when the same part is posted twice and in parallel', async () => {
    const survey = await pages.plan(aSurvey());
    const path = `/s/${testToken(survey)}/1`;
    const body = { ps1: 'no', ps3: 'no' };
    const answers = await Promise.all([post(path, body), post(path, body), post(path, body)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    await post(path, { ps1: 'no', ps3: 'yes' });
    const sheet = await pages.app.get(AnswerSheets).load(survey);
    expect(sheet?.state.parts.map(({ part, revision }) => [part, revision])).toEqual([['1', 2]]);
  });

  it('P1.4 gives one linked error for more migraine than headache days and keeps both numbers', async () => {
    pages.clock.set(new Date('2027-06-01T10:00:00Z'));
    const survey = await pages.plan(aFollowUp());
    const answer = await post(`/s/${testToken(survey)}/1`, { f1: '4', f2: '6', f3: '4' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('<title>Error: ');
    expect(answer.text).toContain('Please check 1 answer<');
    expect(answer.text).toContain('<a href="#f-f2">Migraine days cannot be more than headache days (4).</a>');
    expect(answer.text).toMatch(/name="f1" value="4"/);
    expect(answer.text).toMatch(/name="f2" value="6"/);
  });

  it('P1.5 ends when the visit did not take place, and says so', async () => {
    const survey = await pages.plan(aSurvey({ presumed: true }));
    const answer = await post(`/s/${testToken(survey)}/1`, { ps0: 'no', ps1: 'no', ps3: 'no' });
    expect(answer.get('Location')).toBe(`/s/${testToken(survey)}/end`);
    expect((await get(`/s/${testToken(survey)}`)).text).toContain('because the visit did not take place');
    expect(pages.saidTypes).toEqual(['visit.disputed', 'survey.withdrawn']);
  });

  it('P1.6 stores a double tap on the last button once', async () => {
    const survey = await pages.plan(aSurvey());
    const token = testToken(survey);
    await post(`/s/${token}/1`, HAPPY[0]!);
    await post(`/s/${token}/2`, HAPPY[1]!);
    await Promise.all([post(`/s/${token}/check`, { sg: 'none' }), post(`/s/${token}/check`, { sg: 'none' })]);
    expect(pages.saidTypes).toEqual(['survey.answered']);
  });

  it('asks about the days since the first visit and fixes them with the first answer', async () => {
    pages.clock.set(new Date('2027-06-01T10:00:00Z'));
    const survey = await pages.plan(aFollowUp());
    expect((await get(`/s/${testToken(survey)}`)).text).toContain('Since Tuesday 11 May (21 days)');
    await post(`/s/${testToken(survey)}/1`, { f1: '0' });
    pages.clock.set(new Date('2027-06-03T10:00:00Z'));
    expect((await get(`/s/${testToken(survey)}`)).text).toContain('(21 days)');
  });

  it('lets nobody skip ahead', async () => {
    const survey = await pages.plan(aSurvey());
    for (const part of ['2', 'check', '1b', 'nonsense']) {
      expect((await get(`/s/${testToken(survey)}/${part}`)).get('Location')).toBe(`/s/${testToken(survey)}`);
    }
  });

  it('changes nothing on GET', async () => {
    const survey = await pages.plan(aSurvey());
    const before = dump();
    for (const part of ['', '/1', '/now', '/check', '/help/u', '/help/r', '/end']) {
      const page = await get(`/s/${testToken(survey)}${part}`);
      expect(page.get('Set-Cookie')).toBeUndefined();
    }
    expect(dump()).toBe(before);
    expect(pages.transactions.said).toEqual([]);
  });

  it('stores no answer in clear', async () => {
    const survey = await pages.plan(aSurvey());
    await post(`/s/${testToken(survey)}/1`, { ps1: 'migraine', ps3: 'no' });
    expect(dump()).not.toContain('migraine');
  });
});
