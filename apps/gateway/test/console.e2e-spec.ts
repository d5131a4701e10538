import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { clinic, names, report, reminders, totals } from '../src/testing/console-data.js';
import type { TestGateway } from '../src/testing/start-gateway.js';
import { ConsoleWorld } from './testing/console-world.js';
import { findings, focused, isReflowed, smallestText, takeProof, textsOutside } from './testing/looks.js';

// The machine may be busy with other suites.
jest.setTimeout(30_000);

let world: ConsoleWorld;
let gateway: TestGateway;

beforeAll(async () => {
  world = await ConsoleWorld.start();
  gateway = world.gateway;
  world.answer('scheduling', { '/v1/clinic': clinic, '/v1/client-names': names });
  world.answer('outcomes', {
    '/v1/reports/first': report,
    '/v1/reports/answer-rate': { below: { on: '2027-02-12', answered: 24, due: 100 } },
    '/v1/open-flags': { items: [] },
  });
  world.answer('notifications', {
    '/v1/reminders': { items: reminders, next: 'cursor-2' },
    '/v1/reminders/row-1': reminders[0],
    '/v1/reminders/row-1/story': { attempts: [], related: [] },
    '/v1/reminder-totals': totals,
  });
}, 120_000);

afterAll(() => world.stop());

const origin = (): Promise<string> => world.origin();
const withPage: ConsoleWorld['withPage'] = (act, looks) => world.withPage(act, looks);
const signIn = async (page: Page): Promise<void> => {
  await world.signIn(page);
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

  it.each([
    ['a page', '/console/messages?all', 'Messages', 'Reports', 'Are clients getting better?'],
    [
      'the first page, which is another for every role',
      '/console/',
      'Are clients getting better?',
      'Messages',
      'Messages',
    ],
    [
      'a page that chooses what it shows first',
      '/console/messages',
      'Messages',
      'Reports',
      'Are clients getting better?',
    ],
  ])('leaves the focus of whoever went on before it was there: %s', async (_, address, late, link, chosen) => {
    await withPage(async (page) => {
      await signIn(page);
      let release: () => void = () => undefined;
      const released = new Promise<void>((resolve) => (release = resolve));
      await page.route('**/api/scheduling/v1/clinic', async (route) => {
        await released;
        await route.continue();
      });
      await page.goto(`${await origin()}${address}`);
      await page.getByRole('link', { name: link, exact: true }).focus();
      release();
      await page.getByRole('heading', { level: 1, name: late }).waitFor();
      expect(await page.evaluate<string>('document.activeElement.textContent')).toBe(link);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: chosen }).waitFor();
      expect(await page.evaluate<string>('document.activeElement.tagName')).toBe('H1');
    });
  });

  it('says what to do about a used link', async () => {
    const token = await gateway.linkTokenFor('ana@example.org');
    await gateway.http.post('/api/auth/sessions').send({ token }).expect(201);
    const context = await world.browser.newContext();
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
        expect(text).toContain(
          'Fewer than 30 of the last 100 forms were answered in time: on 12 Feb 2027 it was 24. This stays here until',
        );
        await takeProof(page);
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
      await gateway.addColleague(world.clinicId, 'desk@example.org', ['front-desk']);
      const token = await gateway.linkTokenFor('desk@example.org');
      await page.goto(`${await origin()}/console/sign-in/confirm#${token}`);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByRole('heading', { level: 1, name: 'Messages' }).waitFor();
      expect(await page.getByRole('navigation', { name: 'Console' }).innerText()).not.toContain('Reports');
    });
  });
});

describe('an address', () => {
  it.each(['/console/elsewhere', '/console/clients/%', '/console/clients/%E0%A4'])(
    'that names nothing says so: %s',
    async (path) => {
      await withPage(async (page) => {
        await signIn(page);
        await page.evaluate(`history.pushState(null, '', '${path}'); dispatchEvent(new PopStateEvent('popstate'))`);
        await page.getByRole('heading', { name: 'There is no such page' }).waitFor();
        expect(await findings(page)).toEqual([]);
      });
    },
  );
});

describe('the first route', () => {
  it('weighs at most 90 kB with all its files, compressed', async () => {
    const names = await readdir(world.directory, { recursive: true, withFileTypes: true });
    const sizes = await Promise.all(
      names
        .filter((entry) => entry.isFile())
        .map(async (entry) => gzipSync(await readFile(join(entry.parentPath, entry.name))).length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(90_000);
  });
});
