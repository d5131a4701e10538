import { aJourney } from '../../../surveys/testing/a-journey.js';
import { DiaryApp } from '../../testing/diary-app.js';

const plain = (html: string): string => html.replace(/\s+/g, ' ').replaceAll('> <', '><');
const cellsOf = (page: string): readonly string[] =>
  [...plain(page).matchAll(/<td>(.*?)<\/td>/g)].map(([, inside = '']) => inside.replace(/<[^>]+>/g, '').trim());
const linesOf = (page: string): readonly string[] =>
  [...plain(page).matchAll(/<li>(.*?)<\/li>/g)].map(([, inside = '']) => inside.replace(/<[^>]+>/g, '').trim());

describe('a month of the diary', () => {
  let diary: DiaryApp;
  beforeEach(async () => {
    diary = await DiaryApp.start('2027-05-11T18:00:00Z');
    const visit = { bookingId: 'b1', version: 1, presumed: false, technique: undefined, delayHours: 24 };
    await diary.keep(
      aJourney({
        sessions: [{ ...visit, sessionId: 's1', tookPlace: true, endedAt: new Date('2027-05-11T10:00:00Z') }],
      }),
    );
    await diary.post('/me/day/2027-05-09', { d1: 'none' });
    await diary.post('/me/day/2027-05-10', { d1: 'headache' });
    await diary.post('/me/day', { d1: 'migraine' });
    await diary.post('/me/day/2027-05-11/worst', { d2: '6' });
  });
  afterEach(() => diary.app.close());

  it('P7.1 says the same of every day in the grid and in the list', async () => {
    const { text } = await diary.get('/me/month');
    const month = await diary.get('/me/month/2027-05');
    expect(text).toBe('');
    const cells = cellsOf(month.text).filter((cell) => cell !== '');
    expect(cells.slice(7, 12)).toEqual(['8 ?', '9 .', '10 H', '11 (M)', '12']);
    expect(linesOf(month.text).slice(0, 4)).toEqual([
      'Tuesday 11 May: Migraine, worst 6, visit',
      'Monday 10 May: Headache',
      'Sunday 9 May: None',
      'Saturday 8 May: Not filled in',
    ]);
    expect(plain(month.text)).toContain('May so far: 1 migraine, 1 headache, 1 without, 8 not filled in');
  });

  it.each([
    ['en-GB', 'Mo'],
    ['en-US,en;q=0.9', 'Su'],
    ['ar-EG', 'Sa'],
    ['nonsense-', 'Mo'],
  ])('P7.2 begins its weeks as %s does: %s', async (language, first) => {
    const { text } = await diary.get('/me/month/2027-05', { 'accept-language': language });
    expect(/<th scope="col"[^>]*>(\w\w)</.exec(plain(text))?.[1]).toBe(first);
  });

  it('leads to days that may still be changed, in the list and never in the grid', async () => {
    const page = plain((await diary.get('/me/month/2027-05')).text);
    expect(page).toContain('href="/me/day/2027-05-04"');
    expect(page).not.toContain('href="/me/day/2027-05-03"');
    expect(/<table.*<\/table>/.exec(page)?.[0]).not.toContain('href');
  });

  it('is a file with a name that tells nothing, and a line a day', async () => {
    await diary.post('/me/day/2027-05-10/more', { d9: '=1+1, "so so"' });
    const file = await diary.get('/me/month/2027-05.csv');
    expect(file.get('content-disposition')).toBe('attachment; filename="my-days-2027-05.csv"');
    const [head = '', ...lines] = file.text.trim().split('\r\n');
    expect(head.split(',').slice(0, 4)).toEqual(['date', 'd1', 'd2', 'd3']);
    expect(lines.map((line) => line.split(',').slice(0, 3).join(' '))).toEqual([
      '2027-05-09 none ',
      '2027-05-10 headache ',
      '2027-05-11 migraine 6',
    ]);
    expect(lines[1]).toContain(`"'=1+1, ""so so"""`);
  });

  it('is the one of today where the address is none, or lies ahead', async () => {
    for (const path of ['/me/month', '/me/month/2027-13', '/me/month/2027-06', '/me/month/x.csv'])
      expect((await diary.get(path)).get('location')).toBe('/me/month/2027-05');
    expect((await diary.get('/me/month/2027-04')).text).toContain('Nothing filled in for this month.');
  });
});
