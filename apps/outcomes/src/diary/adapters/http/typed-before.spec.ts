import { aJourney } from '../../../surveys/testing/a-journey.js';
import { DiaryStore } from '../../application/ports.js';
import { DiaryApp, MARA } from '../../testing/diary-app.js';

const plain = (html: string): string => html.replace(/\s+/g, ' ');
const NOT_SAVED = 'You gave this before. It is not saved yet.';

describe('P5.3 what was typed into the diary when the pages had closed', () => {
  let diary: DiaryApp;
  beforeEach(async () => {
    diary = await DiaryApp.start('2027-05-11T18:00:00Z');
    await diary.keep(aJourney());
  });
  afterEach(() => diary.app.close());

  const entries = () => diary.app.get(DiaryStore).days([MARA], { from: '2027-01-01', to: '2027-12-31' });

  it.each(['/me/day', '/me/day/2027-05-11'])(
    'is shown for %s with a button that saves it, and saves nothing',
    async (path) => {
      const { status, text } = await diary.typedBefore(path, { d1: 'headache' });
      expect(status).toBe(200);
      const page = plain(text);
      expect(page).toContain(NOT_SAVED);
      expect(page).toContain('Head pain: <strong>Headache</strong>');
      expect(page).toMatch(
        /action="\/me\/day\/2027-05-11"[^>]*>.*<input type="hidden" name="d1" value="headache" \/>.*Save it/u,
      );
      expect([await entries(), diary.said]).toEqual([[], []]);
      await diary.post('/me/day/2027-05-11', { d1: 'headache' });
      expect(plain((await diary.get('/me/day/2027-05-11')).text)).not.toContain(NOT_SAVED);
      expect(diary.said).toHaveLength(1);
    },
  );

  it('fills the form of a part again, whatever the day says now', async () => {
    await diary.post('/me/day', { d1: 'headache' });
    await diary.post('/me/day/2027-05-11/worst', { d2: '3', d3: 'all-day' });
    const { status, text } = await diary.typedBefore('/me/day/2027-05-11/worst', { d2: '6', d3: 'all-day' });
    expect(status).toBe(200);
    expect(text).toContain(NOT_SAVED);
    expect(text).toMatch(/name="d2"[^>]*value="6"[^>]*checked/u);
    expect((await entries())[0]?.replaced).toHaveLength(1);
    expect((await diary.get('/me/day/2027-05-11/worst')).text).toMatch(/name="d2"[^>]*value="3"[^>]*checked/u);
  });

  it('is as dim as an attack wants it', async () => {
    const typed = await diary.typedBefore('/me/day', { d1: 'migraine' }, { cookie: 'theme=soft' });
    expect(typed.text).toContain('<meta name="theme-color" content="#16181A">');
    const calm = await diary.typedBefore('/me/day', { d1: 'headache' }, { cookie: 'theme=soft' });
    expect(calm.text).not.toContain('content="#16181A"');
  });

  it('leads where the day is, if the part is not open any more', async () => {
    await diary.post('/me/day', { d1: 'none' });
    const answer = await diary.typedBefore('/me/day/2027-05-11/worst', { d2: '6' });
    expect([answer.status, answer.get('location')]).toEqual([303, '/me/day/2027-05-11']);
    const old = await diary.typedBefore('/me/day/2027-01-01', { d1: 'none' });
    expect(plain(old.text)).toContain('This day can be read, but not changed');
  });

  it('asks at night which day it is for', async () => {
    diary.clock.set(new Date('2027-05-11T23:30:00Z'));
    const page = plain((await diary.typedBefore('/me/day', { d1: 'headache' })).text);
    expect(page).toContain('Which day is this for?');
    expect(page).toContain('<input type="hidden" name="d1" value="headache" />');
    expect(await entries()).toEqual([]);
  });

  it('is nothing where it is no answer', async () => {
    expect((await diary.typedBefore('/me/day', { d1: '<b>' })).text).not.toContain(NOT_SAVED);
    expect((await diary.typedBefore('/me/day', {})).text).not.toContain(NOT_SAVED);
  });
});
