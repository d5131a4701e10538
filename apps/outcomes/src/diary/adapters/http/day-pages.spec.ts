import { DiaryStore } from '../../application/ports.js';
import { aJourney } from '../../../surveys/testing/a-journey.js';
import { DiaryApp, MARA } from '../../testing/diary-app.js';

const plain = (html: string): string => html.replace(/\s+/g, ' ');
const EVENING = '2027-05-11T18:00:00Z';

describe('a day of the diary', () => {
  let diary: DiaryApp;
  beforeEach(async () => {
    diary = await DiaryApp.start(EVENING);
    await diary.keep(aJourney());
  });
  afterEach(() => diary.app.close());

  const entries = () => diary.app.get(DiaryStore).days([MARA], { from: '2027-01-01', to: '2027-12-31' });

  it('P6.1 without pain is one tap and one POST', async () => {
    const page = plain((await diary.get('/me/day')).text);
    expect(page).toContain('<h1>Tuesday 11 May</h1>');
    expect(page.match(/<button[^>]*name="d1"/g)).toHaveLength(3);
    const answer = await diary.post('/me/day', { d1: 'none' });
    expect([answer.status, answer.get('location')]).toEqual([303, '/me/day/2027-05-11']);
    expect(diary.said).toEqual([
      {
        clientRef: 'mara',
        date: '2027-05-11',
        version: 1,
        at: '2027-05-11T18:00:00.000Z',
        notToday: false,
      },
    ]);
    const after = plain((await diary.get('/me/day/2027-05-11')).text);
    expect(after).toContain('Saved at 19:00.');
    expect(after).toContain('Add sleep, stress or other things');
    expect(after).not.toContain('Say more about it');
  });

  it('P6.2 is one entry with two versions when two browsers write it', async () => {
    await Promise.all([diary.post('/me/day', { d1: 'none' }), diary.post('/me/day', { d1: 'headache' })]);
    const [day, ...others] = await entries();
    expect(others).toEqual([]);
    expect(day?.replaced).toHaveLength(1);
    expect(diary.said).toHaveLength(2);
  });

  it('says nothing new when it is sent twice', async () => {
    await diary.post('/me/day', { d1: 'headache' });
    await diary.post('/me/day', { d1: 'headache' });
    expect(diary.said).toHaveLength(1);
    expect((await entries())[0]?.replaced).toEqual([]);
  });

  it("P6.3 has the client's date, wherever the clinic is", async () => {
    diary.scheduling.zone = 'Pacific/Auckland';
    expect(plain((await diary.get('/me/day')).text)).toContain('<h1>Wednesday 12 May</h1>');
    await diary.post('/me/day', { d1: 'none' });
    expect((await entries()).map(({ date }) => date)).toEqual(['2027-05-12']);
  });

  it.each([
    ['forward', '2027-03-28T00:30:00Z', '2027-03-28T22:30:00Z', '2027-03-28'],
    ['back', '2027-10-30T23:30:00Z', '2027-10-31T23:30:00Z', '2027-10-31'],
  ])('P6.4 has one entry on the day on which clocks go %s', async (_way, first, last, date) => {
    for (const at of [first, last]) {
      diary.clock.set(new Date(at));
      await diary.post(`/me/day/${date}`, { d1: at === first ? 'none' : 'headache' });
    }
    expect((await entries()).map((day) => [day.date, day.replaced.length])).toEqual([[date, 1]]);
  });

  it('P6.5 refuses a headache of strength 0 with one sentence, and keeps what was typed', async () => {
    await diary.post('/me/day', { d1: 'headache' });
    const answer = await diary.post('/me/day/2027-05-11/worst', { d2: '0', d3: 'all-day' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('You chose a headache, so the worst pain is 1 to 10.');
    expect(answer.text).toMatch(/value="all-day"[^>]*checked/);
    expect((await entries())[0]?.replaced).toEqual([]);
  });

  it('asks about a headache page by page, with a way out on each, and about an attack for what cannot wait only', async () => {
    const walk = async (said: string): Promise<readonly string[]> => {
      const seen: string[] = [];
      let next = (await diary.post('/me/day', { d1: said })).get('location') ?? '';
      while (next !== '/me/day/2027-05-11') {
        const page = await diary.get(next);
        expect(page.text).toContain(said === 'migraine' ? 'Finish later' : 'That is enough for today');
        seen.push(next.split('/').at(-1) ?? '');
        next = (await diary.post(next, {})).get('location') ?? '';
      }
      return seen;
    };
    expect(await walk('headache')).toEqual(['worst', 'with', 'taken', 'way', 'more']);
    expect(await walk('migraine')).toEqual(['worst', 'with', 'taken', 'way']);
    const page = await diary.get('/me/day/2027-05-11');
    expect(page.text).not.toContain('Add sleep, stress');
    expect((await diary.get('/me/day/2027-05-11/more')).get('location')).toBe('/me/day/2027-05-11');
  });

  it('turns to the dimmest page in an attack, whatever was chosen before', async () => {
    await diary.post('/me/day', { d1: 'migraine' });
    const page = await diary.get('/me/day/2027-05-11/worst', { cookie: 'theme=light' });
    expect(page.text).toContain('<meta name="theme-color" content="#16181A">');
  });

  it('tells that today is no day for anything else, of today and of a migraine only', async () => {
    await diary.post('/me/day/2027-05-10', { d1: 'migraine' });
    await diary.post('/me/day', { d1: 'headache' });
    await diary.post('/me/day', { d1: 'migraine' });
    expect(diary.said.map((data) => (data as { notToday: boolean }).notToday)).toEqual([false, false, true]);
  });

  it('forgets what no longer applies when the pain is taken back', async () => {
    await diary.post('/me/day', { d1: 'headache' });
    await diary.post('/me/day/2027-05-11/worst', { d2: '6' });
    await diary.post('/me/day/2027-05-11', { d1: 'none' });
    expect((await diary.get('/me/month/2027-05')).text).not.toContain('worst 6');
    await diary.post('/me/day/2027-05-11', { d1: 'headache' });
    expect((await diary.get('/me/month/2027-05')).text).not.toContain('worst 6');
  });

  it('asks shortly after midnight which day is meant, also of one who has tapped already', async () => {
    diary.clock.set(new Date('2027-05-11T23:30:00Z'));
    const asked = plain((await diary.get('/me/day')).text);
    expect(asked).toContain('Which day is this for?');
    expect(asked.match(/href="\/me\/day\/2027-05-1[12]"/g)).toHaveLength(2);
    const tapped = await diary.post('/me/day', { d1: 'migraine' });
    expect(tapped.text).toContain('name="d1" value="migraine"');
    expect(await entries()).toEqual([]);
    await diary.post('/me/day/2027-05-11', { d1: 'migraine' });
    expect((await entries()).map(({ date }) => date)).toEqual(['2027-05-11']);
  });

  it('names the days of the last week that are missing since the first one', async () => {
    expect((await diary.get('/me/day')).text).not.toContain('Days without an answer');
    await diary.post('/me/day/2027-05-08', { d1: 'none' });
    const page = plain((await diary.get('/me/day')).text);
    expect(page).toContain('Days without an answer: 2');
    expect(page).toContain('Fill in Monday 10 May');
    expect(page).not.toContain('Fill in Friday 7 May');
  });

  it('can be read, and neither filled in nor changed, when it is more than a week old or has not come', async () => {
    for (const [date, words] of [
      ['2027-05-03', 'This day can be read, but not changed'],
      ['2027-05-12', 'This day has not come yet'],
    ] as const) {
      expect((await diary.get(`/me/day/${date}`)).text).toContain(words);
      expect((await diary.post(`/me/day/${date}`, { d1: 'none' })).text).toContain(words);
    }
    expect(await entries()).toEqual([]);
    await diary.post('/me/day/2027-05-04', { d1: 'none' });
    expect((await entries()).map(({ date, filledInLater }) => [date, filledInLater])).toEqual([['2027-05-04', true]]);
  });

  it('leads from an address that is none to today, and asks again where nothing was chosen', async () => {
    expect((await diary.get('/me/day/2027-02-31')).get('location')).toBe('/me/day');
    expect((await diary.get('/me/day/2027-05-11/worst')).get('location')).toBe('/me/day/2027-05-11');
    expect((await diary.post('/me/day/2027-05-11/nonsense', {})).get('location')).toBe('/me/day/2027-05-11');
    const answer = await diary.post('/me/day', { d1: 'terrible' });
    expect([answer.status, answer.text.includes('<title>Error: ')]).toEqual([422, true]);
    expect(await entries()).toEqual([]);
  });

  it('changes nothing by being looked at', async () => {
    await diary.post('/me/day', { d1: 'headache' });
    const before = diary.transactions.store.documents('diary_days');
    for (const path of ['/me/day', '/me/day/2027-05-11', '/me/day/2027-05-11/worst', '/me/month', '/me/month/2027-05'])
      await diary.get(path);
    expect(diary.transactions.store.documents('diary_days')).toBe(before);
    expect(diary.said).toHaveLength(1);
  });

  it("is nobody else's: another client of the same clinic has a diary of their own", async () => {
    await diary.post('/me/day', { d1: 'migraine' });
    const other = await diary.get('/me/day/2027-05-11', {}, { ...MARA, id: 'jon' });
    expect(other.text).not.toContain('<strong>Migraine</strong>');
    const elsewhere = await diary.get('/me/day/2027-05-11', {}, { ...MARA, clinicId: 'oak' });
    expect(elsewhere.text).not.toContain('<strong>Migraine</strong>');
  });
});

describe('while scheduling is silent', () => {
  let diary: DiaryApp;
  beforeEach(async () => {
    diary = await DiaryApp.start(EVENING);
    diary.scheduling.state = 'silent';
  });
  afterEach(() => diary.app.close());

  it('a day can be written down by what is known of the last visit', async () => {
    await diary.keep(aJourney());
    expect((await diary.post('/me/day', { d1: 'none' })).status).toBe(303);
  });

  it('somebody of whom nothing is known is asked to come back', async () => {
    const answer = await diary.get('/me/day');
    expect([answer.status, answer.text.includes('Nothing is lost.')]).toEqual([503, true]);
  });

  it('who is gone has no diary', async () => {
    diary.scheduling.state = 'knows-nobody';
    await diary.keep(aJourney());
    expect((await diary.get('/me/day')).status).toBe(404);
  });
});
