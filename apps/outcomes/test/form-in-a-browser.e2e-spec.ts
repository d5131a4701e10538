import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext } from 'playwright-core';
import { aFollowUp, aSurvey } from '../src/surveys/testing/a-survey.js';
import { testToken } from '../src/surveys/testing/in-memory-stores.js';
import { HAPPY, PageApp } from '../src/surveys/testing/page-app.js';
import { isTooWide, listening, smallTargets, startChromium, violations } from './testing/chromium.js';

describe('a form in a browser', () => {
  let browser: Browser;
  let pages: PageApp;
  let origin: string;

  beforeAll(async () => {
    browser = await startChromium();
  }, 60_000);
  afterAll(() => browser.close());
  beforeEach(async () => {
    pages = await PageApp.start('2027-05-12T11:00:00Z');
    origin = await listening(pages.app);
  });
  afterEach(() => pages.app.close());

  const open = async (
    more: { readonly script?: boolean; readonly theme?: string; readonly width?: number } = {},
  ): Promise<BrowserContext> => {
    const context = await browser.newContext({
      javaScriptEnabled: more.script ?? false,
      viewport: { width: more.width ?? 360, height: 640 },
    });
    if (more.theme !== undefined) await context.addCookies([{ name: 'theme', value: more.theme, url: origin }]);
    return context;
  };

  it('is answered without script in nine taps', async () => {
    const survey = await pages.plan(aSurvey());
    const context = await open();
    const page = await context.newPage();
    await page.goto(`${origin}/s/${testToken(survey)}`);
    let taps = 0;
    const tap = async (selector: string): Promise<void> => {
      taps += 1;
      await page.click(selector);
    };
    await tap('input[name=ps1][value=no]');
    await tap('input[name=ps3][value=no]');
    await tap('text=Save and continue');
    await tap('input[name=ps4][value="2"]');
    await tap('input[name=ps5][value=much-better]');
    await tap('input[name=ps6][value=right]');
    await tap('text=Save and continue');
    await tap('input[name=sg][value=none]');
    await tap('text=Finish');
    expect(await page.textContent('h1')).toBe('That is saved. Thank you.');
    expect(taps).toBe(9);
    await context.close();
  }, 60_000);

  it('shows the emergency panel without script and without network', async () => {
    const survey = await pages.plan(aSurvey());
    const token = testToken(survey);
    await pages.post(`/s/${token}/1`, HAPPY[0] ?? {});
    await pages.post(`/s/${token}/2`, HAPPY[1] ?? {});
    const context = await open();
    const page = await context.newPage();
    await page.goto(`${origin}/s/${token}`);
    await context.setOffline(true);
    expect(await page.isVisible('.panel')).toBe(false);
    expect(await page.isVisible('input[name=when-e1]')).toBe(false);
    await page.check('input[name=sg][value=e1]');
    expect(await page.isVisible('input[name=when-e1]')).toBe(true);
    await page.check('input[name=when-e1][value=now]');
    expect(await page.isVisible('text=Please get help now')).toBe(true);
    expect(await page.isVisible('a[href="tel:999"]')).toBe(true);
    expect(await page.isVisible('input[name=sg][value=r1]')).toBe(false);
    expect(await page.isVisible('text=Change brightness')).toBe(false);
    expect(await page.isVisible('text=I have a migraine now')).toBe(false);
    await page.click('text=I ticked this by mistake');
    expect(await page.isVisible('.panel')).toBe(false);
    expect(await page.isVisible('input[name=sg][value=r1]')).toBe(true);
    await context.close();
  }, 60_000);

  it.each(['dim', 'rose', 'green', 'soft'])(
    'has no accessibility findings and no small target in %s',
    async (theme) => {
      pages.clock.set(new Date('2027-06-01T10:00:00Z'));
      const follow = await pages.plan(aFollowUp());
      const visit = await pages.plan(aSurvey({ times: follow.times }));
      const context = await open({ script: true, theme });
      const page = await context.newPage();
      const looked: string[] = [];
      const look = async (what: string): Promise<void> => {
        expect({ what, found: await violations(page) }).toEqual({ what, found: [] });
        expect({ what, small: await smallTargets(page) }).toEqual({ what, small: [] });
        const wide = await isTooWide(page);
        expect({ what, wide }).toEqual({ what, wide: false });
        looked.push(what);
      };
      // Every page meets two themes; together the four cover all pages.
      const isFollowUp = theme === 'dim' || theme === 'rose';
      const name = testToken(isFollowUp ? follow : visit);
      for (const part of isFollowUp ? ['1', '2', '3', '4', '5', 'check'] : ['1', '1b', '2', 'check']) {
        await page.goto(`${origin}/s/${name}`);
        await look(`${name} ${part}`);
        await page.click('form button:text-matches("Save and continue|Finish")');
        await look(`${name} ${part} again`);
        const body = { ps1: 'migraine', ps3: 'yes', f1: '20', f2: '9', f3: '9', f6: '20', f11: 'no', sg: 'r1' };
        await pages.post(`/s/${name}/${part}`, body);
      }
      for (const other of ['now', 'help/u', 'help/r', 'end']) {
        await page.goto(`${origin}/s/${name}/${other}`);
        await look(`${name} ${other}`);
      }
      await page.goto(`${origin}/s/unknown`);
      await look('unknown');
      expect(looked.length).toBeGreaterThan(12);
      await context.close();
    },
    120_000,
  );

  it('weighs under 14 kB, fits 320 px and asks no other host', async () => {
    const survey = await pages.plan(aSurvey());
    const token = testToken(survey);
    await pages.post(`/s/${token}/1`, HAPPY[0] ?? {});
    await pages.post(`/s/${token}/2`, HAPPY[1] ?? {});
    const context = await open({ width: 320 });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (one) => asked.push(new URL(one.url()).origin));
    const answer = await page.goto(`${origin}/s/${token}`);
    expect(gzipSync((await answer?.body()) ?? Buffer.alloc(0)).length).toBeLessThan(14_000);
    expect(new Set(asked)).toEqual(new Set([origin]));
    await context.close();
  }, 60_000);
});
