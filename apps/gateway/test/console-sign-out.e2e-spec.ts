import type { BrowserContext, Page } from 'playwright-core';
import { noBurdenDays, report } from '../src/testing/console-data.js';
import { FRAME, looksWell, withConsole } from './testing/console-pages.js';
import type { ConsoleWorld } from './testing/console-world.js';

let world: ConsoleWorld;
withConsole((started) => {
  world = started;
});

const CLIENT = '/v1/clients/ref-1';
const followUp = {
  clientRef: 'ref-1',
  ...{ status: 'planned', sessionId: 's', policyVersion: 'cadence@1', lapsedOn: null, lapsesOn: null, disagree: false },
  ...{ dueOn: '2027-03-22', dueAt: 'x', windowStart: '2027-03-15', windowEnd: '2027-03-29' },
  intervals: { practitioner: null, client: { kind: 'days', days: 28 }, wishSaidAt: null },
};

beforeAll(async () => {
  world.answer('outcomes', {
    '/v1/reports/first': report,
    '/v1/open-flags': { items: [] },
    '/v1/burden-days': noBurdenDays,
  });
  world.answer('scheduling', {
    ...FRAME,
    '/v1/lapsed-clients': { items: [{ clientRef: 'ref-1', lapsedOn: '2027-01-12' }] },
    [`${CLIENT}/follow-up`]: followUp,
    [`PATCH ${CLIENT}`]: {},
  });
  await world.gateway.addColleague(world.clinicId, 'desk@example.org', ['front-desk']);
});

const NEXT_PERSON = 'desk@example.org';
const SESSIONS = '**/api/auth/sessions';

const signOut = (page: Page): Promise<void> => page.getByRole('button', { name: 'Sign out' }).click();
const atSignIn = (page: Page): Promise<void> => page.getByRole('button', { name: 'Email me a link' }).waitFor();
const onClientPage = async (page: Page): Promise<void> => {
  await world.signIn(page, { path: '/clients/ref-1' });
  await page.getByText('Mara T.').first().waitFor();
};

const isSignedIn = async (page: Page): Promise<boolean> =>
  (await page.request.get(`${await world.origin()}/api/me`)).ok();

/** In a tab of its own, as from the link in a mail. */
const signInElsewhere = async (context: BrowserContext, email?: string): Promise<void> => {
  const tab = await context.newPage();
  await world.signIn(tab, email === undefined ? {} : { email });
};

describe('signing out', () => {
  it('that was refused is said to be, and can be tried again', async () => {
    await world.withPage(async (page) => {
      await onClientPage(page);
      const problem = { status: 429, code: 'TOO_MANY_REQUESTS' };
      await page.route(SESSIONS, (route) =>
        route.fulfill({ status: 429, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
      );
      await signOut(page);
      await page.getByText('You may still be signed in. Too many requests.').waitFor();
      expect(page.url()).toContain('/console/clients/ref-1');
      await looksWell(page);
      await page.unroute(SESSIONS);
      await page.getByRole('button', { name: 'Try again' }).click();
      await atSignIn(page);
      expect(await isSignedIn(page)).toBe(false);
    });
  });

  it.each([
    ['the same person', undefined],
    ['somebody else', NEXT_PERSON],
  ])('leaves nobody signed in where %s signed in in another tab meanwhile', async (_, email) => {
    await world.withPage(async (page, context) => {
      await onClientPage(page);
      await signInElsewhere(context, email);
      await signOut(page);
      await atSignIn(page);
      expect(await isSignedIn(page)).toBe(false);
    });
  });

  it('shows nothing by Back, and brings the next person to a page of their own', async () => {
    await world.withPage(async (page) => {
      await onClientPage(page);
      await page.getByRole('link', { name: 'Skip to the page' }).press('Enter');
      await signOut(page);
      await atSignIn(page);
      await page.goBack();
      await atSignIn(page);
      expect(await page.locator('body').innerText()).not.toContain('Mara');
      await world.signIn(page, { email: NEXT_PERSON });
      await page.getByRole('heading', { level: 1, name: 'Messages' }).waitFor();
    });
  });

  it('is seen by a page that the browser kept as it was', async () => {
    await world.withPage(async (page, context) => {
      await onClientPage(page);
      await context.clearCookies();
      await page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
      await atSignIn(page);
    });
  });
});

describe('a session that ended', () => {
  const typeWish = async (page: Page): Promise<void> => {
    await page.getByLabel('Days, 7 to 56').fill('21');
    await page.getByRole('button', { name: "Keep the client's wish" }).click();
  };

  it('loses nothing that was typed: somebody signs in in another tab and goes on', async () => {
    await world.withPage(async (page, context) => {
      await onClientPage(page);
      await context.clearCookies();
      await typeWish(page);
      await page.getByText('what you typed stays').waitFor();
      await looksWell(page);
      const [tab] = await Promise.all([
        context.waitForEvent('page'),
        page.getByRole('link', { name: 'Sign in in another tab' }).click(),
      ]);
      await atSignIn(tab);
      await world.signIn(tab);
      await tab.getByRole('heading', { level: 1, name: 'Client' }).waitFor();
      expect(await page.getByLabel('Days, 7 to 56').inputValue()).toBe('21');
      await typeWish(page);
      await page.getByText('Kept: 21 days.').waitFor();
      expect(world.asked('scheduling', 'PATCH', CLIENT)).toEqual([{ intervalWish: { kind: 'days', days: 21 } }]);
    });
  });

  it('is not gone on with in the name of somebody else', async () => {
    const before = world.asked('scheduling', 'PATCH', CLIENT).length;
    await world.withPage(async (page, context) => {
      await onClientPage(page);
      await signInElsewhere(context, NEXT_PERSON);
      await typeWish(page);
      await page.getByText('Somebody else signed in on this device meanwhile').waitFor();
      await looksWell(page);
      expect(world.asked('scheduling', 'PATCH', CLIENT)).toHaveLength(before);
    });
  });

  it('is offered a way in where a page cannot be read any more', async () => {
    await world.withPage(async (page, context) => {
      await onClientPage(page);
      await context.clearCookies();
      await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name: 'Clients' }).click();
      await page.getByRole('link', { name: 'Sign in in another tab' }).first().waitFor();
      await signInElsewhere(context);
      await page.getByRole('button', { name: 'Try again' }).first().click();
      await page.getByText('12 Jan 2027').waitFor();
    });
  });
});
