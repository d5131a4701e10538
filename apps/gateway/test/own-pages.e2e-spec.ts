import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { personalWorld } from './testing/personal-world.js';
import { findings, isReflowed, takeProof } from './testing/looks.js';

const world = personalWorld();

let browser: Browser;
beforeAll(async () => {
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
}, 60_000);
afterAll(() => browser.close());

const care = {
  today: '2027-03-01',
  wish: { kind: 'pause', until: '2027-04-01' },
  stressPeriods: [{ id: 'p1', from: '2027-03-08', to: '2027-03-20' }],
};
const messages = [
  {
    state: 'sent',
    when: 'Tuesday 2 March, 09:00',
    what: 'Reminder of your visit',
    channel: 'sms',
    because: 'you asked',
  },
  { state: 'not-sent', when: 'Monday 1 March, 10:00', what: 'Your next visit', because: 'you have a visit booked' },
  { state: 'coming', when: 'Friday 5 March, 10:00', what: 'Questions for you' },
] as const;

/** Somebody who opened their pages on a phone, with or without script. */
const atPhone = async (name: string, javaScriptEnabled: boolean) => {
  const { gateway, notifications, visitor } = world();
  notifications.messages = messages;
  const told: string[] = [];
  gateway.upstreams.scheduling.answer = ({ url, body }, response) => {
    if (url !== '/internal/own-care') told.push(body.toString());
    const answer = url === '/internal/own-care' ? { care } : { kept: true };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  };
  const cookie = await visitor.open(notifications.give(name));
  const url = (await gateway.app.getUrl()).replace('[::1]', '127.0.0.1');
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled });
  const [key = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name: key, value, url }]);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return { page, told, context, open: (path: string) => page.goto(`${url}${path}`) };
};

describe("a client's own pages", () => {
  it('are readable by everybody at 320 px', async () => {
    const { page, open, context } = await atPhone('looks', true);
    for (const path of ['/me', '/me/messages', '/me/visits']) {
      await open(path);
      await takeProof(page);
      expect({ path, findings: await findings(page), reflows: await isReflowed(page) }).toEqual({
        path,
        findings: [],
        reflows: true,
      });
    }
    await context.close();
  });

  it('keep a wish by keyboard, without script', async () => {
    const { page, open, told, context } = await atPhone('keys', false);
    await open('/me/visits');
    await page.locator('input[name=wish][value=none]').focus();
    await page.keyboard.press('Space');
    await page.locator('form[action="/me/visits/wish"] button').press('Enter');
    await page.getByText('That is saved.').waitFor();
    expect(told).toEqual(['{"clinicId":"clinic-elm","clientRef":"mara","wish":{"kind":"none"}}']);
    await context.close();
  });

  it('show what could not be saved again, and say so', async () => {
    const { page, open, context } = await atPhone('away', true);
    await open('/me/visits');
    const { scheduling } = world().gateway.upstreams;
    const { answer } = scheduling;
    scheduling.answer = (_request, response) => response.writeHead(503).end();
    await page.locator('input[name=wish][value=pause]').check();
    await page.locator('input[name=until]').fill('2027-05-01');
    await page.locator('form[action="/me/visits/wish"] button').click();
    await page.getByRole('heading', { name: 'We cannot save this now' }).waitFor();
    await takeProof(page);
    scheduling.answer = answer;
    await page.getByRole('link', { name: 'Open it again' }).click();
    await page.getByText('It is not saved yet').waitFor();
    await takeProof(page);
    expect(await page.locator('input[name=until]').inputValue()).toBe('2027-05-01');
    expect([await findings(page), await isReflowed(page)]).toEqual([[], true]);
    await context.close();
  });
});
