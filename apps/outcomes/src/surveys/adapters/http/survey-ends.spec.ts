import { MachineTime } from '@aftercare/kernel';
import { ExpireSurveys } from '../../application/expire-surveys.js';
import { SurveyStore } from '../../application/ports.js';
import { aFollowUp, aSurvey } from '../../testing/a-survey.js';
import { testToken } from '../../testing/in-memory-stores.js';
import { HAPPY, PageApp, tidy } from '../../testing/page-app.js';

const NOW = '2027-05-12T11:00:00Z';
let pages: PageApp;
beforeEach(async () => {
  pages = await PageApp.start(NOW);
});
afterEach(() => pages.app.close());

const get = (path: string, cookie?: string) => pages.get(path, cookie);
const post = (path: string, body: object, cookie?: string) => pages.post(path, body, cookie);
const answerAll = (token: string, parts: readonly object[]) => pages.answerAll(token, parts);
describe('P2 not today', () => {
  it('P2.1 takes one tap, and the close moves along', async () => {
    const survey = await pages.plan(aSurvey());
    const token = testToken(survey);
    expect((await get(`/s/${token}/now`)).text).toContain('It is all right');
    const answer = await post(`/s/${token}/now`, { choice: 'tomorrow' });
    await post(`/s/${token}/now`, { choice: 'tomorrow' });
    expect((await get(String(answer.get('Location')))).text).toContain('We will write on Thursday 13 May after 09:00.');
    expect(pages.transactions.said.map(({ data }) => data)).toEqual([
      {
        surveyId: 'survey-1',
        clientRef: 'client-1',
        version: 2,
        at: '2027-05-12T11:00:00.000Z',
        closesAt: '2027-05-16T10:15:00.000Z',
      },
    ]);
  });

  it('P2.3 ends the short version at the gate as well', async () => {
    const survey = await pages.plan(aSurvey());
    const token = testToken(survey);
    await post(`/s/${token}/now`, { choice: 'short' });
    await post(`/s/${token}/now`, { choice: 'short' });
    const { visited } = await answerAll(token, [{ ps1: 'migraine' }, { sg: 'none' }]);
    expect(visited).toEqual(['1', 'check']);
    expect(await pages.surveyNow(survey)).toMatchObject({ state: 'answered', shortForm: true });
  });

  it('P2.4 says once that today is no day for anything else, also where the form is answered in short', async () => {
    const survey = await pages.plan(aSurvey());
    const token = testToken(survey);
    await post(`/s/${token}/now`, { choice: 'short' });
    await post(`/s/${token}/now`, { choice: 'short' });
    expect(pages.transactions.said.map(({ type, data }) => [type, data])).toEqual([
      [
        'aftercare.outcomes.survey.shortened.v1',
        { surveyId: 'survey-1', clientRef: 'client-1', at: '2027-05-12T11:00:00.000Z' },
      ],
    ]);
  });
});

describe('P3 safety gate', () => {
  const toGate = async () => {
    const survey = await pages.plan(aSurvey());
    const token = testToken(survey);
    await post(`/s/${token}/1`, HAPPY[0]!);
    await post(`/s/${token}/2`, HAPPY[1]!);
    return { survey, token };
  };

  it('P3.1 has the panel in the loaded page, revealed by style rules alone', async () => {
    const { token } = await toGate();
    const text = tidy((await get(`/s/${token}`)).text);
    expect(text).toContain('Last part: have you had any of these since Tuesday 11 May?');
    expect(text).toMatch(/<section class="panel"><h1[^>]*>Please get help now<\/h1>/);
    expect(text).toContain('<a class="button" href="tel:999">Call 999</a>');
    expect(text).toContain('body:has(.tick:checked~.when .now:checked) .panel{display:block}');
    // The box, its label and "When was this?" are siblings, so the rule above can see them.
    expect(text).toMatch(/<input type="checkbox"[^>]*class="tick"\s*\/?><label[^>]*>[^<]*<\/label><div class="when">/);
  });

  it('P3.4 says in the language of its reader that it is in English', async () => {
    const { token } = await toGate();
    const german = await get(`/s/${token}`).set('Accept-Language', 'de-DE,de;q=0.9,en;q=0.5');
    const line = '<p class="calm" lang="de" dir="ltr">Diese Seite gibt es nur auf Englisch.</p>';
    expect(tidy(german.text)).toContain(`<main>${line}`);
    expect((await get(`/s/${token}`).set('Accept-Language', 'en-GB')).text).not.toContain('lang="de"');
    const wrong = await post(`/s/${token}/check`, {}).set('Accept-Language', 'de');
    expect(tidy(wrong.text)).toContain(line);
    const emergency = await post(`/s/${token}/check`, { sg: 'e1', 'when-e1': 'now' }).set('Accept-Language', 'de');
    // Nothing stands above the words that say to get help.
    expect(emergency.text).not.toContain('lang="de"');
  });

  it('raises E at once, with ids only', async () => {
    const { survey, token } = await toGate();
    const answer = await post(`/s/${token}/check`, { sg: 'e1', 'when-e1': 'now' });
    expect(answer.status).toBe(200);
    expect(answer.text).toContain('Please get help now');
    expect(answer.text).toContain('Saved.');
    expect(answer.text).not.toMatch(/<header|<footer|Change brightness/);
    expect(pages.saidTypes).toEqual(['flag.raised', 'survey.answered']);
    expect(pages.transactions.said[0]?.data).toMatchObject({ clientRef: 'client-1', level: 'E' });
    expect((await pages.surveyNow(survey)).state).toBe('answered');
  });

  it('P3.2 shows the panel within half a second when the store is silent', async () => {
    const { token } = await toGate();
    const store = pages.app.get(SurveyStore);
    jest.spyOn(store, 'byToken').mockReturnValue(new Promise(() => undefined));
    const waits = jest.spyOn(pages.app.get(MachineTime), 'sleep');
    const answer = await post(`/s/${token}/check`, { sg: 'e1', 'when-e1': 'now', call: '999' });
    // The rest of the half second is for the way there and back.
    expect(waits.mock.calls).toEqual([[350]]);
    expect(answer.text).toContain('Call 999');
    expect(answer.text).toContain('Not saved yet.');
    expect(answer.text).toContain('name="when-e1" value="now"');
  });

  it('P3.2 shows the panel when the store refuses, and never a number from elsewhere', async () => {
    const { token } = await toGate();
    jest.spyOn(pages.app.get(SurveyStore), 'byToken').mockRejectedValue(new Error('down'));
    const answer = await post(`/s/${token}/check`, { sg: 'e1', 'when-e1': 'now', call: '0900123456' });
    expect(answer.text).toContain('Call 112');
  });

  it('saves an emergency whatever else is wrong with the form, and also after the close', async () => {
    const { survey, token } = await toGate();
    const half = await post(`/s/${token}/check`, { sg: ['none', 'e1', 'e2'], 'when-e1': 'now' });
    expect(half.text).toContain('Saved.');
    const closed = await pages.plan(aSurvey({ id: 'closed', clientRef: 'client-2', state: 'withdrawn' }));
    const answer = await post(`/s/${testToken(closed)}/check`, { sg: 'e1', 'when-e1': 'now' });
    expect(answer.text).toContain('Saved.');
    expect(pages.saidTypes).toEqual(['flag.raised', 'survey.answered', 'flag.raised']);
    expect((await pages.surveyNow(survey)).state).toBe('answered');
  });

  it.each([
    [{ sg: 'e1', 'when-e1': 'checked' }, 'r', 'R'],
    [{ sg: 'e1', 'when-e1': 'unchecked' }, 'u', 'U'],
    [{ sg: 'r1' }, 'r', 'R'],
  ])('P3.6 reads %j as /help/%s', async (body, path, level) => {
    const { token } = await toGate();
    const answer = await post(`/s/${token}/check`, body);
    expect(answer.get('Location')).toBe(`/s/${token}/help/${path}`);
    expect((await get(`/s/${token}/help/${path}`)).status).toBe(200);
    expect(pages.transactions.said[0]?.data).toMatchObject({ level });
  });

  it('raises one flag however often an answer is saved', async () => {
    const { token } = await toGate();
    await Promise.all([1, 2, 3].map(() => post(`/s/${token}/check`, { sg: 'r1' })));
    expect(pages.saidTypes.filter((type) => type === 'flag.raised')).toHaveLength(1);
  });

  it('is not skipped by an empty post', async () => {
    const { token } = await toGate();
    const answer = await post(`/s/${token}/check`, {});
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Tick the ones you had, or None of these.');
  });
});

describe('P4 end states', () => {
  it('P4.1 never shows part 1 of a finished form, and no values to another browser', async () => {
    const survey = await pages.plan(aSurvey());
    const token = testToken(survey);
    await answerAll(token, HAPPY);
    for (const part of ['', '/1', '/check', '/end']) {
      const page = await get(`/s/${token}${part}`);
      expect(page.text).toContain('These questions are answered. Thank you.');
      expect(page.text).not.toContain('<form method="post" novalidate');
    }
  });

  it('shows the numbers just given to the browser that gave them', async () => {
    pages.clock.set(new Date('2027-06-01T10:00:00Z'));
    const survey = await pages.plan(aFollowUp());
    const rating = { f7: '1', f8: '2', f9: '3' };
    const parts = [
      { f1: '6', f2: '3', f3: '4' },
      { f4: '5', f5: '2', f6: '3' },
      rating,
      { f11: 'no' },
      { f13: 'usual', f14: 'not-now' },
      { sg: 'none' },
    ];
    const { path, cookie } = await answerAll(testToken(survey), parts);
    expect((await get(path, cookie)).text).toContain('3 in 21 days, that is 4 in 28 days');
    expect((await get(path)).text).not.toContain('in 28 days');
    expect(pages.saidTypes).toEqual(['survey.answered', 'wish.changed']);
  });

  it('P4.2 sends one new link after the close, and the old one is dead', async () => {
    const survey = await pages.plan(aSurvey());
    const token = testToken(survey);
    pages.clock.set(new Date('2027-05-16T10:00:00Z'));
    await pages.app.get(ExpireSurveys).fire(pages.clock.now());
    expect((await get(`/s/${token}`)).text).toContain('These questions closed on Saturday 15 May.');
    const answer = await post(`/s/${token}/end`, {});
    expect(answer.get('Location')).toBe('/s/sent');
    expect((await get('/s/sent')).text).toContain('A new link is on its way to the same place.');
    expect((await get(`/s/${token}`)).status).toBe(404);
    expect(pages.saidTypes).toEqual(['survey.expired', 'survey.link-requested']);
    const fresh = testToken({ id: survey.id, generation: 1 });
    await answerAll(fresh, HAPPY);
    expect(await pages.surveyNow(survey)).toMatchObject({ state: 'answered', late: true });
  });

  it('sends at most one link in ten minutes and three a day, and says the same each time', async () => {
    const survey = await pages.plan(aSurvey({ state: 'expired' }));
    for (let minute = 0; minute < 60; minute += 5) {
      pages.clock.set(new Date(Date.parse('2027-05-16T10:00:00Z') + minute * 60_000));
      const current = await pages.surveyNow(survey);
      expect((await post(`/s/${testToken(current)}/end`, {})).get('Location')).toBe('/s/sent');
    }
    expect(pages.saidTypes).toEqual(['survey.link-requested', 'survey.link-requested', 'survey.link-requested']);
  });

  it.each<[string, (token: string) => ReturnType<PageApp['get']>]>([
    ['GET of the form', (token) => get(`/s/${token}`)],
    ['GET of a part', (token) => get(`/s/${token}/1`)],
    ['GET of its end', (token) => get(`/s/${token}/end`)],
    ['POST of a part', (token) => post(`/s/${token}/1`, { ps1: 'no' })],
    ['POST for a new link', (token) => post(`/s/${token}/end`, {})],
    ['POST of another day', (token) => post(`/s/${token}/now`, { choice: 'tomorrow' })],
  ])('P4.3 answers unknown, malformed and ended tokens with the same bytes after the same work: %s', async (_, ask) => {
    const survey = await pages.plan(aSurvey({ generation: 1 }));
    const unknown = '0'.repeat(22);
    const reads = jest.spyOn(pages.transactions, 'documents');
    const answered = async (token: string) => {
      reads.mockClear();
      const { status, text, headers } = await ask(token);
      // Times and cookies differ from one request to the next.
      const { date: _date, 'set-cookie': _cookie, ...same } = headers as Readonly<Record<string, string>>;
      return { status, text, same, reads: reads.mock.calls.map(([collection]) => collection) };
    };
    const expected = await answered(unknown);
    expect([expected.status, expected.reads]).toEqual([404, ['surveys']]);
    const ended = testToken({ id: survey.id, generation: 0 });
    for (const token of [ended, 'x', '%00', 'sent2', 'a'.repeat(500)]) expect(await answered(token)).toEqual(expected);
  });

  it('counts an answer at the very instant of the close', async () => {
    const survey = await pages.plan(aSurvey());
    pages.clock.set(survey.times.closesAt);
    await answerAll(testToken(survey), HAPPY);
    await pages.app.get(ExpireSurveys).fire(pages.clock.now());
    expect(await pages.surveyNow(survey)).toMatchObject({ state: 'answered', late: false });
  });
});
