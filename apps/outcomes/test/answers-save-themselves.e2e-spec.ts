import { eventually } from '@aftercare/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { SurveyStore } from '../src/surveys/application/ports.js';
import { aFollowUp, aSurvey } from '../src/surveys/testing/a-survey.js';
import { testToken } from '../src/surveys/testing/in-memory-stores.js';
import { HAPPY, PageApp } from '../src/surveys/testing/page-app.js';
import { listening, startChromium } from './testing/chromium.js';

jest.setTimeout(60_000);

const STATUS = '[role=status]';
const NOT_SAVED = 'Not saved yet. Your answer stays on this page; we try again when you are online.';

describe('the module of a form in a browser', () => {
  let browser: Browser;
  let pages: PageApp;
  let origin: string;
  const open: BrowserContext[] = [];

  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    pages = await PageApp.start('2027-05-12T09:42:00Z');
    origin = await listening(pages.app);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((context) => context.close()));
    await pages.app.close();
  });

  const at = async (path: string): Promise<Page> => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
    open.push(context);
    const page = await context.newPage();
    await page.goto(`${origin}${path}`);
    return page;
  };
  const gate = async (): Promise<{ readonly page: Page; readonly token: string }> => {
    const token = testToken(await pages.plan(aSurvey()));
    await pages.post(`/s/${token}/1`, HAPPY[0] ?? {});
    await pages.post(`/s/${token}/2`, HAPPY[1] ?? {});
    return { page: await at(`/s/${token}`), token };
  };
  const says = (page: Page, text: string) => page.waitForSelector(`${STATUS}:has-text("${text}")`);
  const focused = (page: Page) =>
    page.evaluate('document.activeElement.textContent.trim() || document.activeElement.value');

  it('saves an answer by itself, says when, and shows it again', async () => {
    const token = testToken(await pages.plan(aSurvey()));
    const page = await at(`/s/${token}`);
    const refused: string[] = [];
    page.on('console', (line) => refused.push(line.text()));
    await page.check('[name=ps1][value=headache]');
    await says(page, 'Saved at 10:42.');
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
    await page.reload();
    expect(await page.isChecked('[name=ps1][value=headache]')).toBe(true);
    expect(refused).toEqual([]);
  });

  it('keeps answers that could not be saved, also over a reload, and saves them when the network is back', async () => {
    const token = testToken(await pages.plan(aSurvey()));
    const page = await at(`/s/${token}`);
    await page.route('**/draft', (route) => route.abort());
    await page.check('[name=ps1][value=migraine]');
    await says(page, NOT_SAVED);
    await page.reload();
    expect(await page.isChecked('[name=ps1][value=migraine]')).toBe(true);
    await says(page, NOT_SAVED);
    await page.unroute('**/draft');
    await page.evaluate('dispatchEvent(new Event("online"))');
    await says(page, 'Saved at 10:42.');
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('saves the last answer of somebody who closes the page while an earlier one is on its way', async () => {
    const token = testToken(await pages.plan(aSurvey()));
    const page = await at(`/s/${token}`);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/draft', async (route) => {
      if (route.request().postData()?.includes('ps1=headache') === true) await held;
      // One that the page gave up cannot go on.
      await route.continue().catch(() => undefined);
    });
    const first = page.waitForRequest('**/draft');
    await page.check('[name=ps1][value=headache]');
    await first;
    await page.check('[name=ps1][value=migraine]');
    const last = page.waitForResponse('**/draft');
    await page.evaluate(
      `Object.defineProperty(document, 'hidden', { value: true }); document.dispatchEvent(new Event('visibilitychange'))`,
    );
    expect((await last).request().postData()).toContain('ps1=migraine');
    release();
    await says(page, 'Saved at 10:42.');
    await eventually(async () => (await page.evaluate('sessionStorage.length')) === 0);
    await page.reload();
    expect(await page.isChecked('[name=ps1][value=migraine]')).toBe(true);
  });

  it('says nothing wrong about what is no answer yet, and forgets what was sent', async () => {
    pages.clock.set(new Date('2027-06-01T10:00:00Z'));
    const token = testToken(await pages.plan(aFollowUp()));
    const page = await at(`/s/${token}`);
    const answered = page.waitForResponse('**/draft');
    await page.fill('[name=f1]', '9x');
    expect((await answered).status()).toBe(422);
    expect(await page.textContent(STATUS)).toBe('');
    await page.fill('[name=f1]', '9');
    await page.press('[name=f1]', 'Enter');
    await page.waitForSelector('.problem, :text("Part 2 of 6")');
    expect(await page.evaluate('document.activeElement.className')).toBe('problem');
    await page.fill('[name=f3]', '2');
    await page.fill('[name=f2]', '2');
    await page.press('[name=f2]', 'Enter');
    await page.waitForSelector(':text("Part 2 of 6")');
    expect(await page.evaluate('sessionStorage.length')).toBe(0);
  });

  it('clears "None of these" when something else is ticked, and the other way round', async () => {
    const { page } = await gate();
    await page.check('[value=none]');
    await page.check('[value=r1]');
    expect(await page.isChecked('[value=none]')).toBe(false);
    await page.check('[value=none]');
    expect(await page.isChecked('[value=r1]')).toBe(false);
    await says(page, 'Saved at 10:42.');
    expect(pages.saidTypes).toEqual([]);
  });

  it('moves to the panel, tells of the emergency at once, and comes back from a mistake', async () => {
    const { page } = await gate();
    await page.check('[value=e1]');
    await says(page, 'Saved at 10:42.');
    expect(pages.saidTypes).toEqual([]);
    const told = page.waitForResponse('**/draft');
    await page.check('[name=when-e1][value=now]');
    expect(await focused(page)).toBe('Please get help now');
    await told;
    await says(page, 'Saved at 10:42.');
    expect(await page.isVisible(STATUS)).toBe(true);
    expect(pages.saidTypes).toEqual(['flag.raised']);
    const takenBack = page.waitForResponse('**/draft');
    await page.click('text=I ticked this by mistake');
    expect(await page.isVisible('.panel')).toBe(false);
    // A form is empty only after its reset has been told of, so the focus moves a moment later.
    await page.waitForSelector('[value=e1]:focus', { state: 'attached' });
    await takenBack;
    await page.reload();
    expect(await page.isChecked('[value=e1]')).toBe(false);
  });

  it('leaves the panel as it is when saving fails', async () => {
    const { page } = await gate();
    jest.spyOn(pages.app.get(SurveyStore), 'byToken').mockRejectedValue(new Error('down'));
    await page.check('[value=e1]');
    await page.check('[name=when-e1][value=now]');
    await says(page, NOT_SAVED);
    expect(await page.isVisible('a[href="tel:999"]')).toBe(true);
    expect(await page.isVisible('[value=r1]')).toBe(false);
  });

  it('P1.6 stores a double tap once, and changes an answer afterwards', async () => {
    const survey = await pages.plan(aSurvey());
    const page = await at(`/s/${testToken(survey)}`);
    await page.check('[name=ps1][value=no]');
    await page.check('[name=ps3][value=no]');
    await page.click('text=Save and continue');
    await page.click('text=Save and continue');
    await page.check('[value=none]');
    await page.dblclick('text=Finish');
    await page.waitForSelector('h1:has-text("That is saved. Thank you.")');
    expect(pages.saidTypes).toEqual(['survey.answered']);
    await page.click('text=Change an answer');
    await page.click('text=Part 1: Any headache?');
    expect(await page.isChecked('[name=ps1][value=no]')).toBe(true);
    await page.check('[name=ps3][value=yes]');
    await says(page, 'Saved at 10:42.');
    expect(await pages.surveyNow(survey)).not.toHaveProperty('changedAt');
    await page.click('text=Save and continue');
    await page.waitForSelector(':text("Part 1 of 3, continued")');
    expect(await pages.surveyNow(survey)).toHaveProperty('changedAt');
  });
});
