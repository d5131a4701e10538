import { report } from '../src/testing/console-data.js';
import { FRAME, looksWell, withConsole } from './testing/console-pages.js';
import { Refusal } from './testing/console-world.js';
import type { ConsoleWorld } from './testing/console-world.js';

let world: ConsoleWorld;
withConsole((started) => {
  world = started;
});

const followUp = {
  clientRef: 'ref-1',
  ...{ status: 'planned', sessionId: 's', policyVersion: 'cadence@1', lapsedOn: null, lapsesOn: null, disagree: false },
  ...{ dueOn: '2027-03-22', dueAt: 'x', windowStart: '2027-03-15', windowEnd: '2027-03-29' },
  intervals: { practitioner: null, client: { kind: 'days', days: 28 }, wishSaidAt: null },
};

beforeEach(() => {
  world.answer('outcomes', { '/v1/reports/first': report, '/v1/open-flags': { items: [] } });
  world.answer('scheduling', {
    ...FRAME,
    '/v1/lapsed-clients': ({ url }: { readonly url: string }) =>
      url.endsWith('?after=abc&limit=50')
        ? { items: [{ clientRef: 'ref-2', lapsedOn: '2027-01-20' }] }
        : { items: [{ clientRef: 'ref-1', lapsedOn: '2027-01-12' }], next: 'abc' },
    '/v1/clients/ref-1/follow-up': followUp,
    '/v1/clients/ref-2/follow-up': new Refusal(409, { code: 'OWNER_SILENT' }),
  });
});

describe('those who were not seen for long', () => {
  it('are listed page by page, all of them', async () => {
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/clients' });
      await page.getByText('1 client on this page, the longest first').waitFor();
      await looksWell(page);
      await page.getByRole('link', { name: 'Page 2' }).press('Enter');
      await page.getByText('20 Jan 2027').waitFor();
      expect(page.url()).toMatch(/clients\?after=abc$/u);
      expect(await page.getByRole('link', { name: 'Page 3' }).count()).toBe(0);
      await page.getByRole('link', { name: 'Page 1' }).press('Enter');
      await page.getByText('12 Jan 2027').waitFor();
      expect(page.url()).toMatch(/clients$/u);
    });
  });
});

describe('the page of another client', () => {
  it('shows nothing of the one before, not even where it cannot be loaded', async () => {
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/clients/ref-1' });
      const save = page.getByRole('button', { name: "Keep the client's wish" });
      await save.waitFor();
      // As Back and Forward over several pages go.
      await page.evaluate("history.pushState(history.state, '', '/console/clients/ref-2')");
      await page.goBack();
      await page.goForward();
      await page.getByText('ref-2', { exact: true }).waitFor();
      await page.getByRole('alert').first().waitFor();
      expect(await save.count()).toBe(0);
      await looksWell(page);
    });
  });

  it('has forms of its own as soon as it is there', async () => {
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await world.withPage(async (page) => {
      await page.route('**/clients/ref-2/follow-up', async (route) => {
        await released;
        await route.continue();
      });
      await world.signIn(page, { path: '/clients/ref-1' });
      const save = page.getByRole('button', { name: "Keep the client's wish" });
      await save.waitFor();
      await page.evaluate("history.pushState(history.state, '', '/console/clients/ref-2')");
      await page.goBack();
      await page.goForward();
      await page.getByText('ref-2', { exact: true }).waitFor();
      expect(await save.count()).toBe(0);
      release();
      await page.getByRole('alert').first().waitFor();
    });
  });
});
