import { eventually } from '@aftercare/testing';
import { SurveyFiller } from '../../src/demo/actors/survey-filler.js';
import { Dice } from '../../src/demo/domain/dice.js';
import { takePicture } from './testing/chromium.js';
import type { Guest } from './testing/guest.js';
import { Scene } from './testing/scene.js';
import { printOf } from './testing/stored.js';
import type { Visitor } from './testing/visitor.js';

jest.setTimeout(240_000);

const NAMES = 'Mara Jon Lea Kim Noor Ola Dev Ines Tom Ruth Sami Vera Iris Hugo Nell Otis'.split(' ');
/** The last two answer nothing. */
const ANSWERING = 14;
const DESK = { width: 1280, height: 800 };

/** Of everything that is written in a chart or a table, in pixels of the screen. */
const smallestText = async (page: Visitor['page']): Promise<number> =>
  Number(
    await page.evaluate(`Math.min(...[...document.querySelectorAll('svg text, td, th, caption')].map((text) =>
      parseFloat(getComputedStyle(text).fontSize) * (text.getScreenCTM?.().a ?? 1)))`),
  );

describe('the console', () => {
  let scene: Scene;
  let guests: readonly Guest[];
  let visits: readonly string[];

  /** Everybody who answers fills in the newest form that a note with these words asks for. */
  const answer = async (words: string, improvement: number): Promise<void> => {
    const one = async (guest: Guest, index: number): Promise<void> => {
      const health = {
        // A greater change would be asked about once more, which this person does not expect.
        headacheDays: 9,
        migraineDays: 6 + (index % 3),
        burdenDays: 8,
        trend: index % 4 === 0 ? 1.1 : 0.35,
        soreness: index === 3 ? 1 : 0,
      };
      const mood = { health, dice: new Dice(`${words} ${index}`), progress: improvement, attended: true };
      const link = await guest.linkIfAny('s', words);
      // Nobody is asked anything while a practitioner must speak with them first.
      if (link === undefined) return;
      await new SurveyFiller(() => mood).fill(link, { clientRef: guest.facts.firstName, at: new Date(0), half: false });
    };
    await Promise.all(guests.slice(0, ANSWERING).map(one));
  };

  const eachVisits = async (startsAt: string): Promise<void> => {
    const techniques = ['swedish', 'craniosacral'];
    visits = await Promise.all(guests.map((guest, index) => guest.book(startsAt, techniques[index % 2])));
  };
  const eachCame = (): Promise<unknown> =>
    Promise.all(guests.map((guest, index) => guest.act(visits[index] ?? '', 'complete')));

  /** Plans change, and somebody has had enough. */
  const change = async (): Promise<void> => {
    const [mara, jon, lea] = guests;
    await mara?.act(await mara.book('2027-02-12T10:30:00Z'), 'move', { startsAt: '2027-02-19T14:00:00Z' });
    await jon?.act(await jon.book('2027-02-12T12:30:00Z'), 'cancel');
    await scene.stack.world.reply({ from: lea?.facts.phone ?? '', to: '+447700900901', body: 'STOP' });
  };

  beforeAll(async () => {
    scene = await Scene.begin('console', '2027-01-11T08:00:00Z');
    guests = await scene.guests(NAMES);
    await scene.at('2027-01-11T09:00:00Z', () => eachVisits('2027-01-13T10:30:00Z'));
    await scene.at('2027-01-11T12:00:00Z', () => answer('first visit', 0));
    await scene.at('2027-01-13T11:30:00Z', eachCame);
    await scene.at('2027-01-14T13:00:00Z', () => answer('since your visit', 0));
    await scene.at('2027-02-03T12:00:00Z', () => answer('check-in', 1));
    await scene.at('2027-02-03T13:00:00Z', () => eachVisits('2027-02-05T10:30:00Z'));
    await scene.at('2027-02-05T11:30:00Z', eachCame);
    await scene.at('2027-02-06T13:00:00Z', () => answer('since your visit', 0));
    await scene.at('2027-02-08T09:00:00Z', change);
    await scene.at('2027-02-26T12:00:00Z', () => answer('check-in', 1));
    await scene.at('2027-04-05T09:00:00Z', async () => {
      await guests[4]?.book('2027-04-09T10:30:00Z');
    });
  });

  afterAll(() => scene.end());

  let owner: Visitor;

  const mails = () => scene.stack.world.mailsTo('first-code@staff.example');
  /** The link of the sign-in mail that follows so many others. It is sent after the page has its answer, and the one before it is used. */
  const signInLink = (after: number): Promise<string> =>
    eventually(async () => {
      const [link] = /https?:\/\/\S+\/console\/sign-in\/confirm#\S+/u.exec((await mails())[after]?.text ?? '') ?? [];
      if (link === undefined) throw new Error('the mail has not come yet');
      return link;
    });

  /** From the first page to the last and back: what the lines come to, in the words of the totals. */
  const linesOfAllPages = async (): Promise<string> => {
    const { page } = owner;
    const states: string[] = [];
    const firstLines: string[] = [];
    const firstLine = async (): Promise<string> => (await page.locator('tbody a').first().getAttribute('id')) ?? '';
    for (let number = 1; ; number += 1) {
      await page.waitForSelector(`.pages span:has-text("Page ${number}")`);
      states.push(...(await page.locator('td[data-label=State]').allInnerTexts()));
      const next = page.locator(`.pages a:has-text("Page ${number + 1}")`);
      if ((await next.count()) === 0) break;
      const first = await firstLine();
      firstLines.push(first);
      await next.click();
      await page.waitForFunction(`document.querySelector('tbody a').id !== '${first}'`);
    }
    // The lines of a page come after its number; whoever opens one too early opens it on the page before.
    for (const [index, first] of [...firstLines.entries()].reverse()) {
      await page.click(`.pages a:has-text("Page ${index + 1}")`);
      await page.waitForSelector(`[id="${first}"]`);
    }
    const of = (state: string): number => states.filter((text) => text === state).length;
    return `${states.length} lines \u00b7 skipped ${of('skipped')} \u00b7 withdrawn ${of('withdrawn')}`;
  };

  it('signs in by the emailed link, and brings back to the page that was asked for', async () => {
    owner = await scene.visitor({ size: DESK });
    await owner.open(`${scene.origin}/console/messages`);
    await owner.page.waitForSelector('h1:has-text("Sign in")');
    await owner.inspect('sign-in');
    await owner.page.fill('input[type=email]', 'first-code@staff.example');
    const { length } = await mails();
    await owner.page.click('text=Email me a link');
    await owner.page.waitForSelector('text=Check your mail');
    await owner.inspect('check your mail');
    await owner.open(await signInLink(length));
    await owner.page.waitForSelector('text=Press the button to sign in on this device.');
    expect(owner.page.url()).not.toMatch(/[0-9A-Za-z]{22}/u);
    await owner.inspect('confirm sign-in');
    await owner.page.click('button:has-text("Sign in")');
    await owner.page.waitForSelector('h1:has-text("Messages")');
    expect(new URL(owner.page.url()).pathname).toBe('/console/messages');
  });

  it('shows the ledger with a reason on every line that needs one, and the story of a line', async () => {
    const { page } = owner;
    await page.click('nav a:has-text("Messages")');
    await page.waitForURL(/from=2027-04-05&to=2027-04-12/u);
    await page.waitForSelector('tbody td:has-text("planned")');
    // The ledger holds references; scheduling says the name.
    await page.waitForSelector('td[data-label=Client]:has-text("Noor T.")');
    await owner.inspect('messages of the next days');
    await owner.open(`${scene.origin}/console/messages?from=2027-02-17&to=2027-03-01`);
    await page.waitForSelector('tbody td:has-text("withdrawn")');
    await owner.inspect('messages');
    await takePicture(page, 'messages');
    await page.click('text=All lines');
    await page.waitForURL((url) => url.search === '?all');
    await page.click('summary:has-text("State: all")');
    await page.check('input[value=skipped]');
    await page.check('input[value=withdrawn]');
    await page.click('form button:has-text("Filter")');
    await page.waitForURL(/state=skipped,withdrawn/u);
    await page.waitForSelector('summary:has-text("State: skipped, withdrawn")');
    await page.reload();
    await page.waitForSelector('tbody td:has-text("skipped")');
    await page.waitForSelector('summary:has-text("State: skipped, withdrawn")');
    await owner.inspect('messages skipped and withdrawn');
    expect(await linesOfAllPages()).toBe(await page.locator('.totals:has-text("line")').textContent());
    const because = await page.locator('td[data-label=Because]').allTextContents();
    expect(because.filter((text) => text.trim() === '')).toEqual([]);
    await page.locator('tbody a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('aside ol li');
    await owner.inspect('message');
    await page.keyboard.press('Escape');
    await page.waitForSelector('aside', { state: 'detached' });
    expect(await owner.focused()).toMatch(/^row-/u);
  });

  it('shows the first report as charts and as tables with the same figures', async () => {
    const { page } = owner;
    await owner.open(`${scene.origin}/console/reports/first?from=2027-01-01&to=2027-03-31`);
    await page.waitForSelector('figure svg');
    await page.waitForSelector('figure table');
    await owner.inspect('report');
    await takePicture(page, 'report');
    const drawn = (await page.locator('svg text').allTextContents()).join('\n');
    const [n, of] = (
      await page.locator('table').first().locator('tbody tr').first().locator('td').allTextContents()
    ).slice(1);
    expect(drawn).toContain(`${n} of ${of}`);
    expect(await page.textContent('main')).toContain('This report has no comparison group.');
    expect(await page.title()).toBe('Are clients getting better? - Aftercare');
  });

  it('plays a change of the rules over what waits, applies it, and finds the ledger changed as it was shown', async () => {
    const { page } = owner;
    await owner.open(`${scene.origin}/console/rules`);
    await page.waitForSelector('text=Your clinic has not changed a rule yet.');
    await owner.inspect('rules');
    await page.click('text=Draft a change');
    const days = page.getByLabel('First reminder: days before');
    await days.fill('1');
    await page.waitForSelector('[role=alert]:has-text("must come before the later one")');
    await days.fill('2');
    await page.waitForSelector('h2:has-text("1 message would change")');
    await owner.inspect('draft of the rules');
    expect(await smallestText(page)).toBeGreaterThanOrEqual(14);
    expect(await page.textContent('td[data-label=Then]')).toBe('Wed 7 Apr 11:30');
    await page.click('button:has-text("Apply version 1")');
    await page.click('dialog button:has-text("Apply version 1 now")');
    await page.waitForSelector('text=message by message, what the preview showed: 1 message.');
    await owner.inspect('rules applied');
    const rows = await Promise.all(guests.map((guest) => scene.ledgerOf(guest)));
    const moved = rows.flat().filter(({ reason }) => reason === 'RULE_CHANGED');
    expect(moved).toHaveLength(1);
    expect(moved[0]).toMatchObject({ kind: '72h', state: 'planned', dueAt: '2027-04-07T10:30:00.000Z' });
  });

  it('reads as well in the dark and on a phone', async () => {
    const { page } = owner;
    for (const path of ['/console/messages?all', '/console/reports/first?from=2027-01-01&to=2027-03-31'])
      for (const [width, colours] of [
        [320, 'Light'],
        [390, 'Dark'],
        [DESK.width, 'Dark'],
      ] as const) {
        await page.setViewportSize({ width, height: 800 });
        await owner.open(`${scene.origin}${path}`);
        await page.waitForSelector('table');
        await page.click(`button:has-text("${colours}")`);
        await owner.inspect(`${path} ${width} ${colours}`);
        expect(await smallestText(page)).toBeGreaterThanOrEqual(14);
      }
    await page.setViewportSize(DESK);
    await page.click('button:has-text("Light")');
  });

  it('says so where there is no such page, asks nobody else for anything, and changes nothing by being read', async () => {
    await owner.open(`${scene.origin}/console/nowhere`);
    await owner.page.waitForSelector('text=There is no such page');
    await owner.inspect('no such page');
    expect(owner.otherHosts).toEqual([]);
    const before = await printOf(scene.stack.databasePrefix);
    for (const url of [...owner.opened, ...owner.opened]) {
      await owner.open(url);
      await owner.page.waitForSelector('h1');
    }
    expect(await printOf(scene.stack.databasePrefix)).toEqual(before);
  });
});
