import { burdenDays, noBurdenDays, reminders, report, totals } from '../src/testing/console-data.js';
import { FRAME, inAllLooks, looksWell, withConsole } from './testing/console-pages.js';
import { Refusal } from './testing/console-world.js';
import type { ConsoleWorld } from './testing/console-world.js';

let world: ConsoleWorld;
withConsole((started) => {
  world = started;
});

const PATH = '/v1/clients/ref-1';
const desk = {
  clientRef: 'ref-1',
  ...{ status: 'planned', sessionId: 's', policyVersion: 'cadence@1', lapsedOn: null, lapsesOn: null, disagree: true },
  ...{ dueOn: '2027-03-22', dueAt: 'x', windowStart: '2027-03-15', windowEnd: '2027-03-29' },
  intervals: { practitioner: { days: 21 }, client: { kind: 'days', days: 28 }, wishSaidAt: null },
};
const said = { by: 'gone', at: 'x' };
const care = {
  ...desk,
  reasons: [
    { rule: 'H4', code: 'PRACTITIONER_INTERVAL', days: 21, applied: true },
    { rule: 'H5', code: 'CLIENT_INTERVAL', days: 28, applied: false },
  ],
  ...{ review: 'needed', riseToConfirm: null, suggestDoctor: false, lastWish: null, missing: [] },
  carePlan: {
    interval: { days: 21, reason: null, ...said },
    series: null,
    stressPeriods: [{ id: 'p1', from: '2027-03-01', to: '2027-03-14', saidBy: 'client', ...said }],
    ...{ rise: null, reviewed: null, history: [] },
  },
};

const OUTCOMES = { '/v1/reports/first': report, '/v1/open-flags': { items: [] } };

describe('the next visit of a client', () => {
  let shown: object;
  beforeEach(() => {
    shown = care;
    world.answer('outcomes', { ...OUTCOMES, '/v1/burden-days': burdenDays });
    world.answer('scheduling', {
      ...FRAME,
      '/v1/lapsed-clients': { items: [{ clientRef: 'ref-1', lapsedOn: '2027-01-12' }] },
      [`${PATH}/follow-up`]: () => shown,
      [`PATCH ${PATH}`]: {},
      [`POST ${PATH}/follow-up/stress-periods`]: {},
      [`PUT ${PATH}/follow-up/series`]: {},
      [`PUT ${PATH}/follow-up/interval`]: new Refusal(400, { code: 'INTERVAL_REASON_NEEDED' }),
    });
  });

  it('is reached from the list of those not seen for long, and shows both intervals where they disagree', async () => {
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/clients' });
      await page.getByText('12 Jan 2027').waitFor();
      await looksWell(page);
      await page.getByRole('link', { name: 'Mara T.', exact: true }).press('Enter');
      await page.getByText('A note is planned for 22 Mar 2027, within 15 Mar 2027 to 29 Mar 2027.').waitFor();
      await page.getByText("The two disagree: the practitioner's days count").waitFor();
      await page.getByText("the client's own wish: 28 days (shown, does not count)").waitFor();
      expect(await page.title()).toBe('Client - Aftercare');
      await looksWell(page);
    });
  });

  it('is settled by keyboard: a wish, a demanding time, a plan of visits; a refusal is said in words', async () => {
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/clients/ref-1' });
      await page.getByLabel('The client wants').selectOption('pause');
      await page.getByLabel('Pause until').fill('2027-04-01');
      await page.keyboard.press('Enter');
      await page.getByText('Kept: no note until 1 Apr 2027.').waitFor();
      const wish = { kind: 'pause', until: '2027-04-01' };
      expect(world.asked('scheduling', 'PATCH', PATH)).toEqual([{ intervalWish: wish }]);
      await page.getByLabel('Last day, at most 12 weeks later').fill('2027-03-20');
      await page.keyboard.press('Enter');
      await page.getByText('Kept: 1 Mar 2027 to 20 Mar 2027.').waitFor();
      const period = { from: '2027-03-01', to: '2027-03-20', saidBy: 'client' };
      expect(world.asked('scheduling', 'POST', `${PATH}/follow-up/stress-periods`)).toEqual([period]);
      await page.getByLabel('How many visits, 1 to 60').fill('6');
      await page.keyboard.press('Enter');
      await page.getByText('Kept: 6 visits from 1 Mar 2027 on.').waitFor();
      expect(world.asked('scheduling', 'PUT', `${PATH}/follow-up/series`)).toEqual([
        { sessions: 6, from: '2027-03-01' },
      ]);
      await page.getByLabel('Days between visits, 7 to 56').fill('40');
      await page.keyboard.press('Enter');
      await page.getByText('Outside of two to four weeks the interval needs a reason.').waitFor();
    });
  });

  it('shows the desk days and intervals, and nothing that says how somebody is', async () => {
    shown = desk;
    await world.gateway.addColleague(world.clinicId, 'desk@example.org', ['front-desk']);
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/clients/ref-1', email: 'desk@example.org' });
      await page.getByText('A note is planned for').waitFor();
      const text = await page.locator('main').innerText();
      for (const word of ['Why this day', 'Demanding times', 'Own interval']) expect(text).not.toContain(word);
      await looksWell(page);
    });
  });

  it.each([
    ['/clients', '12 Jan 2027'],
    ['/clients/ref-1', 'No plan of visits was agreed on.'],
  ])('reads as well in the dark and on a phone: %s', (path, words) =>
    inAllLooks(world, path, (page) => page.getByText(words).waitFor()),
  );
});

describe('the hard days of a client', () => {
  const DAYS = '/v1/burden-days';
  let told: object;
  beforeEach(() => {
    told = burdenDays;
    world.answer('outcomes', { ...OUTCOMES, [DAYS]: () => told });
    world.answer('scheduling', { ...FRAME, [`${PATH}/follow-up`]: { ...care, riseToConfirm: '2027-03-01' } });
  });

  it('stand below the reasons that rest on them, with their source, and by the week', async () => {
    await world.gateway.addColleague(world.clinicId, 'pia@example.org', ['practitioner']);
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/clients/ref-1', email: 'pia@example.org' });
      await page.getByText('28 days at a time, from the diary.').waitFor();
      expect(world.gateway.upstreams.outcomes.seen.map(({ url }) => url)).toContain(`${DAYS}?client=ref-1`);
      const lines = await page.locator('main ul li').allInnerTexts();
      expect(lines.slice(0, 4)).toEqual([
        '1 to 28 Feb: 9 hard days of 24 counted (of 28); 11 with a headache',
        '4 to 31 Jan: 5 hard days of 28 counted',
        '1 to 7 Mar so far: 0 migraine, 0 headache, 0 without, 1 not filled in',
        '22 to 28 Feb: 2 migraine, 1 headache, 4 without, 0 not filled in; 1 day filled in later',
      ]);
      expect((await page.locator('h2').allInnerTexts()).slice(2, 4)).toEqual(['Why this day', 'Hard days']);
      // The last day of the window that is confirmed is the one that its line names.
      await page.getByRole('button', { name: 'Confirm more hard days up to 28 Feb 2027' }).waitFor();
      await looksWell(page);
    });
  });

  it('are said to be unknown, and a service that is silent is asked again', async () => {
    told = new Refusal(409, { code: 'OWNER_SILENT' });
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/clients/ref-1' });
      await page.getByRole('heading', { name: 'Hard days' }).waitFor();
      const again = page.getByRole('button', { name: 'Try again' });
      await again.waitFor();
      await looksWell(page);
      told = noBurdenDays;
      await again.press('Enter');
      await page.getByText('Nothing is known about hard days yet.').waitFor();
      await looksWell(page);
    });
  });

  it.each(['front-desk', 'manager'] as const)('are not even asked for by a %s', async (role) => {
    const email = `${role}-days@example.org`;
    await world.gateway.addColleague(world.clinicId, email, [role]);
    const before = world.asked('outcomes', 'GET', DAYS).length;
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/clients/ref-1', email });
      await page.getByText('A note is planned for').waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.getByRole('heading', { name: 'Hard days' }).count()).toBe(0);
      expect(world.asked('outcomes', 'GET', DAYS)).toHaveLength(before);
    });
  });
});

describe('an open flag', () => {
  let flags: object;
  beforeEach(() => {
    flags = { items: [{ clientRef: 'ref-1' }] };
    world.answer('outcomes', { ...OUTCOMES, '/v1/open-flags': () => flags, '/v1/burden-days': noBurdenDays });
    world.answer('scheduling', {
      ...FRAME,
      '/v1/lapsed-clients': { items: [{ clientRef: 'ref-1', lapsedOn: '2027-01-12' }] },
      [`${PATH}/follow-up`]: desk,
    });
    world.answer('notifications', {
      '/v1/reminders': { items: reminders },
      '/v1/reminder-totals': totals,
      '/v1/reminders/row-1': reminders[0],
      '/v1/reminders/row-1/story': { attempts: [], related: [] },
    });
  });

  it('stands at every line of the client, at the note and on the page of the client, and says what it does', async () => {
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/messages?all' });
      await page.getByText('Talk to the client first').first().waitFor();
      expect(await page.locator('td[data-label=Client]').allInnerTexts()).toEqual([
        'Mara T. Talk to the client first',
        'ref-unnamed',
        'Mara T. Talk to the client first',
      ]);
      await looksWell(page);
      await page.getByRole('link', { name: /^Visit booked/u }).press('Enter');
      await page.getByText('Talk to the client first: there is an open flag.').waitFor();
      await looksWell(page);
      await page.getByRole('link', { name: 'Clients' }).press('Enter');
      await page.getByText('Talk to the client first').waitFor();
      await page.getByRole('link', { name: 'Mara T.', exact: true }).press('Enter');
      await page.getByText('visits stay as they are').waitFor();
      await looksWell(page);
    });
  });

  it('tells the desk whom to ask and no more, and nobody is called safe when it is not known', async () => {
    await world.gateway.addColleague(world.clinicId, 'front@example.org', ['front-desk']);
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/clients/ref-1', email: 'front@example.org' });
      await page.getByText('Ask the practitioner first: there is an open flag.').waitFor();
      await looksWell(page);
      flags = new Refusal(409, { code: 'OWNER_SILENT' });
      await page.reload();
      await page.getByText('Whether somebody has an open flag is not known at the moment.').waitFor();
    });
  });
});
