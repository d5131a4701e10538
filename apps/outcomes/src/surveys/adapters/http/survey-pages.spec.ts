import request from 'supertest';
import { ExpireSurveys } from '../../application/expire-surveys.js';
import { AnswerSheets, SurveyStore } from '../../application/ports.js';
import { aFollowUp, aSurvey } from '../../testing/a-survey.js';
import { testToken } from '../../testing/in-memory-stores.js';
import { PageApp } from '../../testing/page-app.js';

const NOW = '2027-05-12T11:00:00Z';
let pages: PageApp;
beforeEach(async () => {
  pages = await PageApp.start(NOW);
});
afterEach(() => pages.app.close());

/** White space between tags says nothing. */
const tidy = (text: string): string => text.replace(/\s+/g, ' ').replaceAll(/> </g, '><').replaceAll(' >', '>');
const get = (path: string, cookie = '') => request(pages.server).get(path).set('Cookie', cookie);
const post = (path: string, body: object, cookie = '') =>
  request(pages.server).post(path).set('Cookie', cookie).type('form').send(body);
const cookieOf = (response: request.Response): string =>
  String(response.get('Set-Cookie')?.[0] ?? '').split(';')[0] ?? '';
const dump = () =>
  JSON.stringify([
    ...['surveys', 'answers', 'flags', 'tallies', 'counters'].map((name) => [...pages.transactions.documents(name)]),
  ]);

/** Goes from part to part as a browser would, and says where it ended. */
const answerAll = async (token: string, parts: readonly object[]) => {
  let path = `/s/${token}`;
  let cookie = '';
  const visited: string[] = [];
  for (const body of parts) {
    const page = await get(path, cookie);
    const action = /<form method="post" novalidate\s+action="([^"]+)"/.exec(page.text)?.[1] ?? '';
    visited.push(action.split('/').at(-1) ?? '');
    const answer = await post(action, body, cookie);
    cookie = cookieOf(answer) || cookie;
    expect(answer.status).toBe(303);
    path = String(answer.get('Location'));
  }
  return { path, cookie, visited };
};
const HAPPY = [{ ps1: 'no', ps3: 'no' }, { ps4: '2', ps5: 'much-better', ps6: 'right', ps7: '' }, { sg: 'none' }];

describe('P1 form part', () => {
  it('P1.1 takes a visit without complaints in three posts', async () => {
    const survey = await pages.plan(aSurvey());
    const { path, visited, cookie } = await answerAll(testToken(survey), HAPPY);
    expect(visited).toEqual(['1', '2', 'check']);
    expect(path).toBe(`/s/${testToken(survey)}/end`);
    expect((await get(path, cookie)).text).toContain('That is saved. Thank you.');
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
    const { visited } = await answerAll(token, [{ ps1: 'migraine' }, { sg: 'none' }]);
    expect(visited).toEqual(['1', 'check']);
    expect(await pages.surveyNow(survey)).toMatchObject({ state: 'answered', shortForm: true });
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
    const began = performance.now();
    const answer = await post(`/s/${token}/check`, { sg: 'e1', 'when-e1': 'now', call: '999' });
    expect(performance.now() - began).toBeLessThan(500);
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

  it('P4.3 answers unknown, malformed and ended tokens with the same bytes', async () => {
    const survey = await pages.plan(aSurvey({ generation: 1 }));
    const tokens = [testToken({ id: survey.id, generation: 0 }), '0'.repeat(22), 'x', '%00', 'sent2', 'a'.repeat(500)];
    const answers = await Promise.all(
      tokens.flatMap((token) => [get(`/s/${token}`), get(`/s/${token}/1`), post(`/s/${token}/1`, { ps1: 'no' })]),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
  });

  it('counts an answer at the very instant of the close', async () => {
    const survey = await pages.plan(aSurvey());
    pages.clock.set(survey.times.closesAt);
    await answerAll(testToken(survey), HAPPY);
    await pages.app.get(ExpireSurveys).fire(pages.clock.now());
    expect(await pages.surveyNow(survey)).toMatchObject({ state: 'answered', late: false });
  });
});
