import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DiaryApp } from '../src/diary/testing/diary-app.js';
import { aJourney } from '../src/surveys/testing/a-journey.js';
import { isTooWide, listening, smallTargets, startChromium, violations } from './testing/chromium.js';

const BELOW = '[...document.querySelectorAll("button[name=d1]")].map((one) => one.getBoundingClientRect().bottom)';

describe('the diary in a browser', () => {
  let browser: Browser;
  let diary: DiaryApp;
  let origin: string;

  beforeAll(async () => {
    browser = await startChromium();
  }, 60_000);
  afterAll(() => browser.close());
  beforeEach(async () => {
    diary = await DiaryApp.start('2027-05-11T18:00:00Z');
    await diary.keep(aJourney());
    origin = await listening(diary.app);
  });
  afterEach(() => diary.app.close());

  /** As behind the gateway, which says whose pages they are. No script: none is needed. */
  const open = async (more: { theme?: string; width?: number } = {}): Promise<BrowserContext> => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: more.width ?? 360, height: 640 },
      extraHTTPHeaders: { authorization: `Bearer ${await diary.bearer()}` },
    });
    if (more.theme !== undefined) await context.addCookies([{ name: 'theme', value: more.theme, url: origin }]);
    return context;
  };

  const fillAWeek = async (): Promise<void> => {
    await diary.post('/me/day/2027-05-07', { d1: 'none' });
    await diary.post('/me/day/2027-05-09', { d1: 'headache' });
    await diary.post('/me/day/2027-05-10', { d1: 'migraine' });
    await diary.post('/me/day/2027-05-10/worst', { d2: '7', d3: 'all-day' });
  };

  const PAGES = ['/me/day', '/me/day/2027-05-10', '/me/day/2027-05-09/worst', '/me/day/2027-05-09/with'];
  const MORE = ['/me/day/2027-05-09/taken', '/me/day/2027-05-09/more', '/me/month/2027-05', '/me/day/2027-01-01'];

  it('takes one tap for a day without pain, and every page of a headache can be left', async () => {
    const context = await open();
    const page = await context.newPage();
    await page.goto(`${origin}/me/day`);
    // All three are in reach of a thumb before anything is moved (ux.md P6).
    for (const bottom of await page.evaluate<number[]>(BELOW)) expect(bottom).toBeLessThanOrEqual(640);
    await page.click('button[value=none]');
    expect(await page.textContent('[role=status]')).toContain('Saved at 19:00.');
    await page.click('button[value=headache]');
    await page.click('input[name=d2][value="5"]');
    await page.click('text=Save and continue');
    await page.click('text=That is enough for today');
    expect(await page.textContent('strong >> nth=1')).toBe('Headache');
    await context.close();
  });

  it.each(['dim', 'rose', 'green', 'soft'])(
    'has nothing that axe finds, in the theme %s',
    async (theme) => {
      await fillAWeek();
      const context = await browser.newContext({
        viewport: { width: 360, height: 640 },
        bypassCSP: true,
        extraHTTPHeaders: { authorization: `Bearer ${await diary.bearer()}` },
      });
      await context.addCookies([{ name: 'theme', value: theme, url: origin }]);
      const page = await context.newPage();
      for (const path of [...PAGES, ...MORE]) {
        await page.goto(`${origin}${path}`);
        expect([path, await violations(page)]).toEqual([path, []]);
      }
      await context.close();
    },
    60_000,
  );

  it('fits 320 pixels and a thumb, and is light to load', async () => {
    await fillAWeek();
    const context = await open({ width: 320 });
    const page = await context.newPage();
    for (const path of [...PAGES, ...MORE]) {
      const answer = await page.goto(`${origin}${path}`);
      expect([path, await isTooWide(page)]).toEqual([path, false]);
      expect([path, await smallTargets(page)]).toEqual([path, []]);
      expect(gzipSync((await answer?.body()) ?? '').length).toBeLessThan(14 * 1024);
      await shoot(page, path);
    }
    await context.close();
  }, 60_000);

  it('P7.4 prints a month on one page, black on white', async () => {
    await fillAWeek();
    const context = await open({ width: 794 });
    const page = await context.newPage();
    await page.goto(`${origin}/me/month/2027-05`);
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
    await context.close();
  });
});

const shoot = async (page: Page, path: string): Promise<void> => {
  const folder = process.env['SCREENSHOT_ALL_DIR'];
  if (folder === undefined) return;
  await page.screenshot({ path: `${folder}/diary${path.replaceAll('/', '-')}.png`, fullPage: true });
};
