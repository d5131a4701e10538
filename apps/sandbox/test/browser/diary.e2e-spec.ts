import { takePicture } from './testing/chromium.js';
import type { Guest } from './testing/guest.js';
import { Scene } from './testing/scene.js';
import type { Visitor } from './testing/visitor.js';

jest.setTimeout(180_000);

describe('a day of the diary', () => {
  let scene: Scene;
  let mara: Guest;
  let visitor: Visitor;

  beforeAll(async () => {
    scene = await Scene.begin('diary', '2027-03-01T08:00:00Z');
    const [guest] = await scene.guests(['Mara']);
    if (guest === undefined) throw new Error('nobody came');
    mara = guest;
    let visit = '';
    await scene.at('2027-03-01T09:00:00Z', async () => {
      visit = await mara.book('2027-03-03T10:30:00Z');
      await mara.book('2027-03-16T14:00:00Z');
    });
    await scene.at('2027-03-03T11:30:00Z', () => mara.act(visit, 'complete'));
    visitor = await scene.visitor({ script: false });
  });

  afterAll(() => scene.end());

  /** The newest personal link that came by text. */
  const personalLink = async (): Promise<string> => {
    const links = (await mara.texts()).flatMap((text) => [...text.matchAll(/https?:\/\/\S+\/go\/[0-9A-Za-z]{22}/gu)]);
    return links.at(-1)?.[0] ?? '';
  };

  const askForLink = async (): Promise<void> => {
    await visitor.page.fill('input[name=address]', mara.facts.phone);
    await visitor.follow('text=Send me a link');
    await scene.settle();
  };

  it('is one tap behind a personal link', async () => {
    // An hour before the form about the visit would come.
    await scene.at('2027-03-04T10:30:00Z');
    await visitor.open(`${scene.origin}/me`);
    await askForLink();
    await visitor.open(await personalLink());
    await visitor.follow('text=Open my pages');
    expect(await visitor.heading()).toBe('Your pages');
    await takePicture(visitor.page, 'day');
    await visitor.follow('button[value=migraine]');
    expect(new URL(visitor.page.url()).pathname).toBe('/me/day/2027-03-04/worst');
    await visitor.page.check('input[name=d2][value="7"]');
    await visitor.follow('text=Save and continue');
    await visitor.follow('text=Finish later');
    expect(await visitor.page.textContent('main')).toContain('Head pain: Migraine');
    await visitor.follow('text=Month');
    expect(await visitor.page.textContent('main')).toContain('March so far: 1 migraine, 0 headache, 0 without');
  });

  it('P5.3 keeps what was typed too late until it is signed in again, and saves it with the next press', async () => {
    const { page } = visitor;
    await visitor.open(`${scene.origin}/me/day/2027-03-04/worst`);
    await page.check('input[name=d2][value="8"]');
    await scene.at('2027-03-04T11:15:00Z');
    await visitor.follow('text=Save and continue');
    expect(new URL(page.url()).pathname).toBe('/link');
    await askForLink();
    await visitor.open(await personalLink());
    await visitor.follow('text=Open my pages');
    expect(new URL(page.url()).pathname).toBe('/me/day/2027-03-04/worst');
    expect(await page.textContent('main')).toContain('It is not saved yet.');
    expect(await page.isChecked('input[name=d2][value="8"]')).toBe(true);
    await visitor.follow('text=Save and continue');
    await visitor.open(`${scene.origin}/me/day/2027-03-04/worst`);
    expect(await page.textContent('main')).not.toContain('It is not saved yet.');
    expect(await page.isChecked('input[name=d2][value="8"]')).toBe(true);
  });

  it('keeps what is not about a visit back until the next morning, and nothing else', async () => {
    const before = await scene.ledgerOf(mara);
    await scene.at('2027-03-04T14:00:00Z');
    const after = await scene.ledgerOf(mara);
    const moved = after.filter((row) => row.reason === 'CLIENT_IN_ATTACK');
    expect(moved.map(({ family, dueAt }) => [family, dueAt])).toEqual([['survey', '2027-03-05T09:00:00.000Z']]);
    const booked = [before, after].map((rows) => rows.filter(({ family }) => family === 'appointment'));
    expect(booked[0]).not.toEqual([]);
    expect(booked[1]).toEqual(booked[0]);
    expect((await mara.texts()).some((text) => text.includes('since your visit'))).toBe(false);
    await scene.at('2027-03-05T09:30:00Z');
    const notes = [...(await mara.texts()), ...(await mara.mails()).map(({ text }) => text)];
    expect(notes.filter((note) => note.includes('since your visit'))).toHaveLength(1);
  });

  it('is closed to whoever has no session, and says nothing in titles and addresses', async () => {
    const stranger = await scene.visitor({ script: false });
    await stranger.open(`${scene.origin}/me/day/2027-03-04`);
    expect(new URL(stranger.page.url()).pathname).toBe('/link');
    for (const address of scene.opened) expect(address).not.toMatch(/migraine|headache|diary|pain|medicine|symptom/iu);
    expect(await visitor.page.title()).toBe('Your days - Elm Rooms');
  });
});
