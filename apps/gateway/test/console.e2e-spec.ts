import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { clinic, names, report, reminders, totals } from '../src/testing/console-data.js';
import { TestGateway } from '../src/testing/start-gateway.js';
import { findings, focused, isReflowed, smallestText, textsOutside } from './testing/looks.js';

// The machine may be busy with other suites.
jest.setTimeout(30_000);

const ROOT = resolve(__dirname, '../../..');
const MINUTES = 60_000;

let directory: string;
let gateway: TestGateway;
let browser: Browser;
let clinicId: string;

const answerJson = (
  service: 'scheduling' | 'notifications' | 'outcomes',
  answers: Readonly<Record<string, unknown>>,
): void => {
  gateway.upstreams[service].answer = (request, response) => {
    const found = answers[request.url.split('?', 1)[0] ?? ''];
    response
      .writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json' })
      .end(JSON.stringify(found ?? {}));
  };
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'console-'));
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build', 'apps/console', '--outDir', directory, '--emptyOutDir'], {
    cwd: ROOT,
  });
  gateway = await TestGateway.start({ CONSOLE_DIR: directory, PUBLIC_URL: 'http://127.0.0.1' });
  ({ clinicId } = await gateway.firstOwner('code-elm', 'ana@example.org'));
  answerJson('scheduling', {
    '/v1/clinic': clinic,
    '/v1/client-names': names,
  });
  answerJson('outcomes', { '/v1/reports/first': report });
  answerJson('notifications', {
    '/v1/reminders': { items: reminders, next: 'cursor-2' },
    '/v1/reminders/row-1': reminders[0],
    '/v1/reminder-totals': totals,
  });
  const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
}, 2 * MINUTES);

afterAll(async () => {
  await browser.close();
  await gateway.stop();
  await rm(directory, { recursive: true });
});

const origin = async (): Promise<string> => (await gateway.app.getUrl()).replace('[::1]', '127.0.0.1');

const withPage = async (
  act: (page: Page, context: BrowserContext) => Promise<void>,
  options: { width?: number; scheme?: 'light' | 'dark' } = {},
): Promise<void> => {
  const { width = 1280, scheme = 'light' } = options;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A refused sign-in is an answer, not a fault of the page.
    if (message.type() === 'error' && !message.text().includes('401')) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  try {
    await act(page, context);
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
};

const signIn = async (page: Page): Promise<void> => {
  // Ten links in a quarter of an hour is all that anybody gets.
  gateway.later(2 * MINUTES);
  const token = await gateway.linkTokenFor('ana@example.org');
  await page.goto(`${await origin()}/console/sign-in/confirm#${token}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Are clients getting better?' }).waitFor();
};

describe('signing in', () => {
  it('goes by keyboard from the wanted page over the mail back to it', async () => {
    await withPage(async (page) => {
      await page.goto(`${await origin()}/console/messages?state=failed`);
      await page.getByLabel('Email', { exact: true }).fill('ana@example.org');
      expect(await findings(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
      await gateway.mailSent();
      await page.goto(`${await origin()}/console/sign-in/confirm#${gateway.mailbox.lastToken()}`);
      expect(page.url()).not.toContain('#');
      await page.getByRole('button', { name: 'Sign in' }).press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Messages' }).waitFor();
      expect(page.url()).toContain('/console/messages?state=failed');
    });
  });

  it('says what to do about a used link', async () => {
    const token = await gateway.linkTokenFor('ana@example.org');
    await gateway.http.post('/api/auth/sessions').send({ token }).expect(201);
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${await origin()}/console/sign-in/confirm#${token}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('used already or is too old');
    await page.getByRole('link', { name: 'Email me a new link' }).waitFor();
    await context.close();
  });
});

describe.each([
  ['light', 1280],
  ['dark', 390],
  ['light', 320],
] as const)('in %s at %d px', (scheme, width) => {
  it('the first report is readable by everybody and shows each number twice', async () => {
    await withPage(
      async (page) => {
        await signIn(page);
        await page.getByText('14 of 20 70% (48 to 85)').first().waitFor();
        expect(await findings(page)).toEqual([]);
        expect(await isReflowed(page)).toBe(true);
        const text = await page.locator('main').innerText();
        expect(text).toContain('too few to show');
        expect(text).toContain('This report has no comparison group.');
        expect(await page.locator('svg[role=img]').count()).toBe(2);
        expect(await smallestText(page)).toBeGreaterThanOrEqual(14);
        expect(await textsOutside(page)).toEqual([]);
      },
      { scheme, width },
    );
  });

  it('the ledger says why, and a row opens, closes and gives the focus back', async () => {
    await withPage(
      async (page) => {
        await signIn(page);
        await page.getByRole('link', { name: 'Messages' }).click();
        await page.getByText('usual interval is over; skipped: has a booking').waitFor();
        expect(await findings(page)).toEqual([]);
        expect(await isReflowed(page)).toBe(true);
        const cells = await page.locator('td[data-label=Client]').allInnerTexts();
        expect(cells).toEqual(['Mara T.', 'ref-unnamed', 'Mara T.']);
        await page.getByText('61 lines \u00b7 failed 1 \u00b7 delivered 40 \u00b7 skipped 20').waitFor();
        await page.getByText('State: all').click();
        expect(await findings(page)).toEqual([]);
        expect(await isReflowed(page)).toBe(true);
        await page.getByText('State: all').click();
        await page.getByRole('link', { name: /^Visit booked/u }).press('Enter');
        await page.getByRole('heading', { name: 'What happened' }).waitFor();
        expect(await focused(page)).toBe('row-h');
        expect(await findings(page)).toEqual([]);
        await page.keyboard.press('Escape');
        await page.getByRole('heading', { name: 'What happened' }).waitFor({ state: 'detached' });
        expect(await focused(page)).toBe('row-row-1');
      },
      { scheme, width },
    );
  });
});

describe('the filters', () => {
  it('live in the address and survive reload and Back', async () => {
    await withPage(async (page) => {
      await signIn(page);
      await page.goto(`${await origin()}/console/messages`);
      await page.waitForURL(/from=2027-03-01&to=2027-03-08/u);
      await page.getByText('State: all').click();
      await page.getByLabel('failed').check();
      await page.getByLabel('unknown').check();
      await page.getByRole('button', { name: 'Filter' }).click();
      await page.waitForURL(/state=failed,unknown/u);
      await page.reload();
      await page.getByText('State: failed, unknown').waitFor();
      await page.getByText('Mara T.').first().waitFor();
      const asked = gateway.upstreams.notifications.seen.map(({ url }) => url);
      const days = 'from=2027-03-01&to=2027-03-08';
      expect(asked).toContain(`/v1/reminders?state=failed,unknown&${days}&order=attention&limit=50`);
      expect(asked).toContain(`/v1/reminder-totals?state=failed,unknown&${days}`);
      await page.getByRole('link', { name: 'Page 2' }).click();
      await page.waitForURL(/after=cursor-2/u);
      await page.getByRole('link', { name: 'Page 1' }).click();
      await page.waitForURL((url) => !url.search.includes('after'));
      await page.goBack();
      await page.goBack();
      await page.goBack();
      await page.getByText('State: all').waitFor();
    });
  });

  it('open on today and the next seven days at the clinic, and tell all lines from that', async () => {
    await withPage(async (page) => {
      await signIn(page);
      await page.getByRole('link', { name: 'Messages' }).click();
      await page.waitForURL(/from=2027-03-01&to=2027-03-08/u);
      expect(await page.getByLabel('From').inputValue()).toBe('2027-03-01');
      await page.getByRole('link', { name: 'All lines' }).click();
      await page.waitForURL(/messages\?all$/u);
      expect(await page.getByLabel('From').inputValue()).toBe('');
    });
  });
});

describe('the roles', () => {
  it('bring the front desk to the messages, and no further', async () => {
    await withPage(async (page) => {
      await gateway.addColleague(clinicId, 'desk@example.org', ['front-desk']);
      const token = await gateway.linkTokenFor('desk@example.org');
      await page.goto(`${await origin()}/console/sign-in/confirm#${token}`);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { level: 1, name: 'Messages' }).waitFor();
      expect(await page.getByRole('navigation', { name: 'Console' }).innerText()).not.toContain('Reports');
    });
  });
});

describe('the first route', () => {
  it('weighs at most 90 kB with all its files, compressed', async () => {
    const names = await readdir(directory, { recursive: true, withFileTypes: true });
    const sizes = await Promise.all(
      names
        .filter((entry) => entry.isFile())
        .map(async (entry) => gzipSync(await readFile(join(entry.parentPath, entry.name))).length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(90_000);
  });
});
