import { formModule } from '@aftercare/pages';
import { gzipSync } from 'node:zlib';
import { ExpireSurveys } from '../../application/expire-surveys.js';
import { AnswerSheets } from '../../application/ports.js';
import { RecountAnswers } from '../../application/recount-answers.js';
import { aFollowUp, aSurvey } from '../../testing/a-survey.js';
import { testToken } from '../../testing/in-memory-stores.js';
import { cookieOf, HAPPY, PageApp, tidy } from '../../testing/page-app.js';

/** A machine with other work; walking through a whole form takes a second or two. */
jest.setTimeout(60_000);

const NOW = '2027-05-12T11:00:00Z';
let pages: PageApp;
beforeEach(async () => {
  pages = await PageApp.start(NOW);
});
afterEach(() => pages.app.close());

const draft = (token: string, part: string, body: object, cookie?: string) =>
  pages.post(`/s/${token}/${part}/draft`, { base: '0', ...body }, cookie);
const toGate = async () => {
  const survey = await pages.plan(aSurvey());
  const token = testToken(survey);
  const first = await pages.post(`/s/${token}/1`, HAPPY[0]!);
  const cookie = cookieOf(first);
  await pages.post(`/s/${token}/2`, HAPPY[1]!, cookie);
  return { survey, token, cookie };
};
const levels = () =>
  pages.transactions.said.flatMap(({ type, data }) =>
    type.includes('flag.raised') ? [(data as { level: string }).level] : [],
  );

describe('the module', () => {
  it('comes from our own origin, may be kept for good, and every page names it', async () => {
    const survey = await pages.plan(aSurvey());
    const page = await pages.get(`/s/${testToken(survey)}`);
    expect(page.text).toContain(`<script type="module" src="/s/${formModule.file}"></script>`);
    expect(page.text.match(/<script/g)).toHaveLength(1);
    expect(page.get('Content-Security-Policy')).toContain("script-src 'self'");
    const script = await pages.get(`/s/${formModule.file}`);
    expect(script.get('Content-Type')).toContain('text/javascript');
    expect(script.get('Cache-Control')).toContain('immutable');
    expect(script.text).toBe(formModule.text);
    expect(gzipSync(script.text).length).toBeLessThan(5000);
  });

  it('G3 keeps every page of a form under 14 kB, and all of it under 30 kB', async () => {
    const survey = await pages.plan(aSurvey({ instrument: 'intake@1', presumed: false }));
    const token = testToken(survey);
    const sizes: number[] = [];
    for (const part of ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', 'check']) {
      const page = await pages.get(`/s/${token}`);
      sizes.push(gzipSync(page.text).length);
      await pages.post(`/s/${token}/${part}`, {
        a3: '9',
        a4: '9',
        a5: '9',
        a10: 'usual',
        a11: '0',
        a14: 'none',
        a24: 'no',
        a26: 'none',
      });
    }
    expect(sizes).toHaveLength(12);
    expect(Math.max(...sizes)).toBeLessThan(14_000);
    expect(Math.max(...sizes) + gzipSync(formModule.text).length).toBeLessThan(30_000);
  });
});

describe('an answer that is saved while somebody is answering', () => {
  it('is shown again in the same browser only, and answers nothing', async () => {
    const survey = await pages.plan(aSurvey());
    const token = testToken(survey);
    const kept = await draft(token, '1', { ps1: 'migraine' });
    expect([kept.status, kept.body]).toEqual([200, { at: '12:00' }]);
    expect((await pages.get(`/s/${token}`, cookieOf(kept))).text).toMatch(/value="migraine" checked/);
    const elsewhere = await pages.get(`/s/${token}`);
    expect(elsewhere.text).not.toMatch(/<input[^>]* checked/);
    expect(elsewhere.text).toContain('Part 1 of 3');
    expect(await pages.surveyNow(survey)).toMatchObject({ state: 'started' });
    expect(pages.saidTypes).toEqual([]);
  });

  it('never ends a form, not even by the answer that would', async () => {
    const survey = await pages.plan(aSurvey({ presumed: true }));
    const token = testToken(survey);
    await draft(token, '1', { ps0: 'no', ps1: 'no', ps3: 'no' });
    expect((await pages.surveyNow(survey)).state).toBe('started');
    expect(pages.saidTypes).toEqual([]);
  });

  it('never finishes one at the gate', async () => {
    const { survey, token, cookie } = await toGate();
    expect((await draft(token, 'check', { sg: 'none' }, cookie)).status).toBe(200);
    expect((await pages.surveyNow(survey)).state).toBe('started');
    expect((await pages.get(`/s/${token}`, cookie)).text).toMatch(/data-none checked/);
    expect(pages.saidTypes).toEqual([]);
  });

  it('gives way to the part that is sent, and comes too late after it', async () => {
    const survey = await pages.plan(aSurvey());
    const token = testToken(survey);
    const cookie = cookieOf(await draft(token, '1', { ps1: 'migraine' }));
    await pages.post(`/s/${token}/1`, { ps1: 'no', ps3: 'no' }, cookie);
    const late = await draft(token, '1', { ps1: 'headache' }, cookie);
    expect(late.status).toBe(409);
    expect((await pages.get(`/s/${token}/1`, cookie)).text).toMatch(/name="ps1" value="no"[^>]* checked/);
    const sheet = await pages.app.get(AnswerSheets).load(survey);
    expect(sheet?.state.drafts ?? []).toEqual([]);
    expect(sheet?.state.parts.map(({ part, revision }) => [part, revision])).toEqual([['1', 1]]);
  });

  it('changes an answer that was sent only when it is sent as well', async () => {
    const survey = await pages.plan(aSurvey());
    const token = testToken(survey);
    const cookie = cookieOf(await pages.post(`/s/${token}/1`, { ps1: 'no', ps3: 'no' }));
    expect((await draft(token, '1', { base: '1', ps1: 'migraine', ps3: 'no' }, cookie)).status).toBe(200);
    expect((await pages.get(`/s/${token}/1`, cookie)).text).toMatch(/value="migraine" checked/);
    expect((await pages.get(`/s/${token}`, cookie)).text).toContain('Part 2 of 3');
    await draft(token, '1', { base: '1', ps1: 'no', ps3: 'no' }, cookie);
    expect((await pages.app.get(AnswerSheets).load(survey))?.state.drafts ?? []).toEqual([]);
  });

  it('keeps what can be read and says that something could not', async () => {
    pages.clock.set(new Date('2027-06-01T10:00:00Z'));
    const survey = await pages.plan(aFollowUp());
    const token = testToken(survey);
    const kept = await draft(token, '1', { f1: '4', f2: '4x' });
    expect([kept.status, kept.body]).toEqual([422, {}]);
    const page = await pages.get(`/s/${token}`, cookieOf(kept));
    expect(page.text).toMatch(/name="f1" value="4"/);
    expect((await draft(token, '1', { f1: '4', f2: '' })).status).toBe(200);
  });

  it('does not fix the days that a form asks about', async () => {
    pages.clock.set(new Date('2027-06-01T10:00:00Z'));
    const survey = await pages.plan(aFollowUp());
    await draft(testToken(survey), '1', { f1: '0' });
    pages.clock.set(new Date('2027-06-03T10:00:00Z'));
    expect((await pages.get(`/s/${testToken(survey)}`)).text).toContain('(23 days)');
  });

  it('counts nowhere when the form closes without being sent', async () => {
    const survey = await pages.plan(aSurvey());
    await draft(testToken(survey), '1', { ps1: 'migraine', ps3: 'yes' });
    pages.clock.set(survey.times.closesAt);
    await pages.app.get(ExpireSurveys).fire(pages.clock.now());
    expect(
      (await pages.app.get(RecountAnswers).ofClinic('clinic-1')).map(({ kind, usable }) => [kind, usable]),
    ).toEqual([['expired', false]]);
    expect((await draft(testToken(survey), '1', { ps1: 'no' })).status).toBe(409);
  });

  it('stores no answer in clear, and knows no unknown link', async () => {
    const survey = await pages.plan(aSurvey());
    await draft(testToken(survey), '1', { ps1: 'migraine' });
    expect(JSON.stringify([...pages.transactions.documents('answers')])).not.toContain('migraine');
    expect((await draft('0'.repeat(22), '1', { ps1: 'migraine' })).status).toBe(404);
  });
});

describe('P3 a sign that is saved while somebody is answering', () => {
  it('raises nothing before its time is known', async () => {
    const { token, cookie } = await toGate();
    await draft(token, 'check', { sg: ['e1', 'r1'] }, cookie);
    await draft(token, 'check', { sg: 'u1' }, cookie);
    expect(levels()).toEqual([]);
  });

  it.each([
    ['now', 'E'],
    ['unchecked', 'U'],
    ['checked', 'R'],
  ])('is told as soon as its time is known to be %s, and the form stays open', async (when, level) => {
    const { survey, token, cookie } = await toGate();
    for (let times = 0; times < 2; times += 1)
      expect((await draft(token, 'check', { sg: ['e1', 'e2'], 'when-e1': when }, cookie)).status).toBe(200);
    expect(levels()).toEqual([level]);
    expect((await pages.surveyNow(survey)).state).toBe('started');
    await pages.post(`/s/${token}/check`, { sg: 'e1', 'when-e1': when }, cookie);
    expect(levels()).toEqual([level]);
    expect((await pages.surveyNow(survey)).state).toBe('answered');
  });

  it('is told also after the close and from a page that is out of date', async () => {
    const { survey, token, cookie } = await toGate();
    pages.clock.set(survey.times.closesAt);
    await pages.app.get(ExpireSurveys).fire(pages.clock.now());
    expect((await draft(token, 'check', { base: '7', sg: 'e1', 'when-e1': 'now' }, cookie)).status).toBe(409);
    expect(levels()).toEqual(['E']);
  });

  it('never opens the panel by itself when the page is opened again', async () => {
    const { token, cookie } = await toGate();
    await draft(token, 'check', { sg: 'e1', 'when-e1': 'now' }, cookie);
    const page = tidy((await pages.get(`/s/${token}`, cookie)).text);
    expect(page).toMatch(/value="e1"[^>]* checked/);
    expect(page).not.toMatch(/class="now"[^>]* checked/);
  });
});
