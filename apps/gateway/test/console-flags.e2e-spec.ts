import { clinic, report } from '../src/testing/console-data.js';
import { FRAME, inAllLooks, looksWell, withConsole } from './testing/console-pages.js';
import { Refusal } from './testing/console-world.js';
import type { ConsoleWorld } from './testing/console-world.js';

let world: ConsoleWorld;
withConsole((started) => {
  world = started;
});

const FLAGS = '/v1/flags';
const BEN = 'account-ben@example.org';
const flag = (flagId: string, clientRef: string, level: string, over: object = {}) => ({
  ...{ flagId, clientRef, level, state: 'open', sessionId: null, cleared: null },
  ...{ raisedAt: '2027-02-20T09:00:00.000Z', raisedLocal: '2027-02-20T09:00' },
  ...{ assignment: null, calls: [], seenByDoctor: null, due: null, isOverdue: false },
  ...over,
});
const at = { at: '2027-03-01T10:00:00.000Z', atLocal: '2027-03-01T10:00' };
const cleared = { by: 'gone', reason: 'spoke by phone', at: at.at, atLocal: null };

/** What the service lists, and what a POST makes of it. */
let open: readonly object[];
let asked: string[];
const becomes =
  (...next: readonly object[]) =>
  () => {
    open = next;
    return next[0];
  };
const answer = (more: object = {}): void =>
  world.answer('outcomes', {
    '/v1/reports/first': report,
    [FLAGS]: ({ url }: { readonly url: string }) => {
      asked.push(url.slice(FLAGS.length));
      if (url.includes('state=cleared')) return { items: [flag('f-3', 'ref-1', 'U', { state: 'cleared', cleared })] };
      return url.includes('after=') ? { items: [flag('f-9', 'ref-9', 'R')] } : { items: open };
    },
    ...more,
  });

const due = { at: '2027-02-20T14:00:00.000Z', atLocal: '2027-02-20T14:00' };
const emergency = flag('f-2', 'ref-1', 'E', { due, isOverdue: true });
const routine = flag('f-1', 'ref-2', 'R');

beforeAll(() => world.gateway.addColleague(world.clinicId, 'ben@example.org', ['practitioner']));
beforeEach(() => {
  world.answer('scheduling', FRAME);
  open = [emergency, routine];
  asked = [];
  answer();
});

describe('the flags', () => {
  it('come as the service orders them, and are cleared one by one, by name and with a reason, by keyboard', async () => {
    answer({ 'POST /v1/flags/f-2/clear': becomes(routine) });
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/clients' });
      await page.getByRole('link', { name: 'Flags' }).press('Enter');
      await page.getByRole('heading', { name: 'Emergency: Mara T.' }).waitFor();
      const headings = await page.getByRole('heading', { level: 2 }).allInnerTexts();
      expect(headings).toEqual(['Emergency: Mara T.', 'Before the next visit: ref-2']);
      await page
        .getByText('overdue: somebody should have looked by Sat 20 Feb 14:00. The client was told to get help at once.')
        .waitFor();
      await page.getByText('answer due before the next visit.').waitFor();
      expect(await page.getByText('No email address of staff').count()).toBe(0);
      await looksWell(page);
      await page.getByRole('button', { name: 'Take it' }).first().focus();
      await page.keyboard.press('c');
      await page.keyboard.press('Enter');
      expect(world.asked('outcomes', 'POST', '/v1/flags/f-2/clear')).toEqual([]);
      await page.keyboard.type('spoke by phone, took time');
      await page.keyboard.press('Enter');
      await page.getByText('Cleared, with your name.').waitFor();
      expect(world.asked('outcomes', 'POST', '/v1/flags/f-2/clear')).toEqual([{ reason: 'spoke by phone, took time' }]);
      await page.getByRole('heading', { name: 'Emergency: Mara T.' }).waitFor({ state: 'detached' });
      expect(await page.evaluate<string>('document.activeElement.tagName')).toBe('H1');
      await page.getByRole('link', { name: 'Cleared' }).press('Enter');
      await page.getByText('Mon 1 Mar 10:00 UTC: spoke by phone').waitFor();
      await looksWell(page);
      expect(world.asked('outcomes', 'POST', '/v1/flags/f-1/take')).toEqual([]);
    });
  });

  it('are taken by the key t, called about and handed over to a colleague, and stay open', async () => {
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/flags' });
      const me = await page.evaluate<string>("fetch('/api/me').then((one) => one.json()).then((one) => one.accountId)");
      const assignment = { kind: 'taken', by: me, ...at };
      const call = { callId: 'c-1', by: me, outcome: 'left-message', ...at };
      const handed = { kind: 'handed-over', by: me, to: BEN, note: 'off today', ...at };
      answer({
        'POST /v1/flags/f-2/take': becomes({ ...emergency, assignment }, routine),
        'POST /v1/flags/f-2/calls': becomes({ ...emergency, assignment, calls: [call] }, routine),
        'POST /v1/flags/f-2/seen-by-doctor': becomes(
          { ...emergency, assignment, calls: [call], seenByDoctor: { by: BEN, ...at } },
          routine,
        ),
        'POST /v1/flags/f-2/hand-over': becomes({ ...emergency, assignment: handed, calls: [call] }, routine),
      });
      const entry = page.getByRole('listitem').filter({ hasText: 'Emergency: Mara T.' });
      await entry.getByText('Nobody has it yet.').waitFor();
      await entry.getByRole('link', { name: 'Notes to Mara T.' }).focus();
      await page.keyboard.press('t');
      await entry.getByText('You have it since Mon 1 Mar 10:00.').waitFor();
      expect(await page.evaluate<string>('document.activeElement.id')).toBe('flag-f-2');
      await page.keyboard.press('t');
      expect(world.asked('outcomes', 'POST', '/v1/flags/f-2/take')).toEqual([{}]);
      await entry.getByText('Note a call').press('Enter');
      await entry.getByLabel('How it ended').selectOption('left-message');
      await entry.getByLabel('Time, if earlier today').fill('10:00');
      await looksWell(page);
      await entry.getByRole('button', { name: 'Keep this call' }).press('Enter');
      await entry.getByText('Mon 1 Mar 10:00: left a message (ana@example.org)').waitFor();
      const sent = { outcome: 'left-message', time: '10:00' };
      expect(world.asked('outcomes', 'POST', '/v1/flags/f-2/calls')).toEqual([sent]);
      await entry.getByRole('button', { name: 'Seen by a doctor' }).press('Enter');
      await entry.getByText('Seen by a doctor, says ben@example.org').waitFor();
      await entry.getByText('Hand over').first().press('Enter');
      await entry.getByLabel('To', { exact: true }).selectOption(BEN);
      await entry.getByLabel('Note for them').fill('off today');
      await looksWell(page);
      await page.keyboard.press('Enter');
      await entry.getByText('It waits for ben@example.org; anybody may take it. Note: off today').waitFor();
      expect(world.asked('outcomes', 'POST', '/v1/flags/f-2/hand-over')).toEqual([{ to: BEN, note: 'off today' }]);
      await entry.getByRole('button', { name: 'Take it' }).waitFor();
      await looksWell(page);
    });
  });

  it('show the number of a client to whoever means to call, and only then', async () => {
    const mara = { ref: 'ref-1', phone: '+447700900123' };
    const known: Record<string, unknown> = { 'GET /v1/clients/ref-2': { ref: 'ref-2', phone: null } };
    world.answer('scheduling', { ...FRAME, ...known });
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/flags' });
      await page.getByRole('button', { name: 'Number of Mara T.' }).waitFor();
      expect(world.asked('scheduling', 'GET', '/v1/clients/ref-1')).toEqual([]);
      await page.getByRole('button', { name: 'Number of Mara T.' }).press('Enter');
      await page.getByRole('button', { name: 'The number of Mara T. did not come. Try again' }).waitFor();
      world.answer('scheduling', { ...FRAME, ...known, 'GET /v1/clients/ref-1': mara });
      await page.getByRole('button', { name: 'The number of Mara T. did not come. Try again' }).press('Enter');
      const link = page.getByRole('link', { name: 'Call Mara T.: +447700900123' });
      await link.waitFor();
      expect(await link.getAttribute('href')).toBe('tel:+447700900123');
      await page.getByRole('button', { name: 'Number of ref-2' }).press('Enter');
      await page.getByText('No number of ref-2 is known.').waitFor();
      expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('No number of ref-2 is known.');
      await looksWell(page);
    });
  });

  it('say at the flag that a colleague was first, and who has it since', async () => {
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/flags' });
      answer({
        'POST /v1/flags/f-1/take': () => {
          open = [emergency, { ...routine, assignment: { kind: 'taken', by: BEN, ...at } }];
          return new Refusal(409, { code: 'FLAG_TAKEN' });
        },
      });
      const entry = page.getByRole('listitem').filter({ hasText: 'Before the next visit: ref-2' });
      await entry.getByRole('button', { name: 'Take it' }).press('Enter');
      await entry.getByRole('alert').getByText('A colleague has this flag').waitFor();
      await entry.getByText('ben@example.org has it since Mon 1 Mar 10:00.').waitFor();
      expect(await entry.getByRole('button', { name: 'Take it' }).count()).toBe(0);
      expect(await page.evaluate<string>('document.activeElement.id')).toBe('flag-f-1');
      await looksWell(page);
    });
  });

  it('have a list of their own for each who looks after some, and pages', async () => {
    world.answer('outcomes', {
      '/v1/reports/first': report,
      [FLAGS]: ({ url }: { readonly url: string }) => {
        asked.push(url.slice(FLAGS.length));
        if (url.includes('only=mine')) return { items: [] };
        return url.includes('after=') ? { items: [routine] } : { items: [emergency], next: 'abc' };
      },
    });
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/flags' });
      await page.getByRole('link', { name: 'Page 2' }).press('Enter');
      await page.getByRole('heading', { name: 'Before the next visit: ref-2' }).waitFor();
      expect(page.url()).toMatch(/\/console\/flags\?after=abc$/u);
      await page.getByRole('link', { name: 'Page 1' }).press('Enter');
      await page.getByRole('heading', { name: 'Emergency: Mara T.' }).waitFor();
      await page.getByRole('link', { name: 'Mine' }).press('Enter');
      await page.getByText('You have no open flag, and none waits for you.').waitFor();
      const [first, second] = ['?state=open&limit=50', '?state=open&after=abc&limit=50'];
      expect(asked).toEqual([first, second, first, '?state=open&only=mine&limit=50']);
    });
  });

  it('are read but not acted on by a manager, whose keys do nothing', async () => {
    await world.gateway.addColleague(world.clinicId, 'manager@example.org', ['manager']);
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/flags', email: 'manager@example.org' });
      await page.getByRole('heading', { name: 'Emergency: Mara T.' }).waitFor();
      await page.getByRole('link', { name: 'Notes to Mara T.' }).press('t');
      const buttons = page.locator('main').getByRole('button');
      expect(await buttons.count()).toBe(0);
      expect(await page.getByRole('link', { name: 'Mine' }).count()).toBe(0);
      expect(world.gateway.upstreams.outcomes.seen.at(-1)?.method).toBe('GET');
    });
  });

  it('say that nobody is told of them where no address of staff is set', async () => {
    const noAddress = { ...clinic, staffContacts: { phones: ['+442079461111'], emails: [] } };
    world.answer('scheduling', { ...FRAME, '/v1/clinic': noAddress });
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/flags' });
      await page.getByText('No email address of staff is set, so nobody is told').waitFor();
      await looksWell(page);
      await page.getByRole('link', { name: 'Cleared' }).press('Enter');
      await page.getByText('Mon 1 Mar 10:00 UTC: spoke by phone').waitFor();
      expect(await page.getByText('No email address of staff').count()).toBe(0);
    });
  });

  it('are neither shown nor asked for at the front desk', async () => {
    await world.gateway.addColleague(world.clinicId, 'desk@example.org', ['front-desk']);
    await world.withPage(async (page) => {
      await world.signIn(page, { email: 'desk@example.org' });
      expect(await page.getByRole('link', { name: 'Flags' }).count()).toBe(0);
      expect(asked).toEqual([]);
    });
  });

  it('read as well in the dark and on a phone', () => {
    open = [
      { ...emergency, assignment: { kind: 'handed-over', by: BEN, to: null, note: 'off today', ...at } },
      {
        ...flag('f-4', 'ref-1', 'U', {
          assignment: { kind: 'taken', by: BEN, ...at },
          seenByDoctor: { by: BEN, ...at },
        }),
        calls: [{ callId: 'c-1', by: BEN, outcome: 'no-answer', ...at }],
      },
    ];
    return inAllLooks(world, '/flags', async (page) => {
      await page.getByText('2 flags').waitFor();
      await page.getByText('Note a call').first().click();
    });
  });
});
