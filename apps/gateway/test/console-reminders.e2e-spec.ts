import { aReminder, totals } from '../src/testing/console-data.js';
import { inAllLooks, looksWell, withConsole } from './testing/console-pages.js';
import { Refusal } from './testing/console-world.js';
import type { ConsoleWorld } from './testing/console-world.js';
import { focused } from './testing/looks.js';

let world: ConsoleWorld;
withConsole((started) => {
  world = started;
});

describe('one line of the ledger', () => {
  const history = [
    { at: '2027-03-01T10:00:00.000Z', atLocal: '2027-03-01T10:00', to: 'planned' },
    { at: '2027-03-01T11:00:00.000Z', atLocal: '2027-03-01T11:00', to: 'planned', reason: 'QUIET_HOURS' },
  ];
  const step = { at: '2027-03-01T12:00:00.000Z', atLocal: '2027-03-01T12:00', by: 'gone', note: 'told-by-phone' };
  let row: ReturnType<typeof aReminder>;
  let refuses: boolean;

  const answers = () => ({
    '/v1/reminders': () => ({ items: [row] }),
    '/v1/reminders/row-1': () => row,
    '/v1/reminders/row-1/story': {
      attempts: [
        {
          at: 'x',
          atLocal: '2027-03-02T09:00',
          channel: 'sms',
          outcome: 'accepted',
          status: 'undelivered',
          code: '30006',
        },
      ],
      related: [
        {
          relation: 'carried-by',
          reminderId: 'row-9',
          kind: 'invitation',
          state: 'sent',
          channel: 'sms',
          dueAt: 'x',
          dueLocal: '2027-03-02T09:00',
        },
      ],
    },
    '/v1/reminder-totals': totals,
    'POST /v1/reminders/row-1/hold': () => {
      if (refuses) return new Refusal(409, { code: 'REMINDER_STATE', detail: 'sending' });
      row = aReminder({
        state: 'held',
        reason: 'STAFF_HELD',
        history: [...history, { ...step, to: 'held', reason: 'STAFF_HELD' }],
      });
      return { reminderId: 'row-1' };
    },
  });

  beforeEach(() => {
    row = aReminder({ state: 'planned', reason: 'QUIET_HOURS', firstDueLocal: '2027-03-01T22:00', history });
    refuses = false;
    world.answer('notifications', answers());
  });

  it('says why, shows every call and the line that carries it, and is held back by keyboard, with who and why', async () => {
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/messages/row-1?all' });
      await page.getByText('booked visit 4 Mar; moved: quiet hours, next allowed time').last().waitFor();
      await page.getByText('SMS, taken by the provider, undelivered, code 30006').waitFor();
      await page.getByRole('link', { name: 'Form: invitation, SMS, sent, Tue 2 Mar 09:00' }).waitFor();
      await looksWell(page);
      await page.getByLabel('Why do you step in?').focus();
      await page.keyboard.type('told');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('Done. It waits until somebody releases it.').waitFor();
      await page.getByText('held by staff, by somebody who is not here any more: told by phone').waitFor();
      await page.getByRole('button', { name: 'Release it' }).waitFor();
      expect(world.asked('notifications', 'POST', '/v1/reminders/row-1/hold')).toEqual([{ ground: 'told-by-phone' }]);
      await looksWell(page);
    });
  });

  it('says in words why something cannot be done any more', async () => {
    refuses = true;
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/messages/row-1?all' });
      await page.getByRole('button', { name: 'Hold it back' }).click();
      await page.getByText('This note went on meanwhile').waitFor();
      await looksWell(page);
    });
  });

  it('offers nothing to those who may only read', async () => {
    await world.gateway.addColleague(world.clinicId, 'prac@example.org', ['practitioner']);
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/messages/row-1?all', email: 'prac@example.org' });
      await page.getByRole('heading', { name: 'What happened' }).waitFor();
      expect(await page.getByRole('button', { name: 'Hold it back' }).count()).toBe(0);
    });
  });

  it('is found by the number of a client, who is asked for by name where a phone is shared', async () => {
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/messages?all' });
      await page.getByLabel('Client: number, email or reference').fill('07700 900001');
      await page.keyboard.press('Enter');
      await page.getByRole('link', { name: 'Mara T.', exact: true }).click();
      await page.waitForURL(/client=ref-1/u);
      await page.getByRole('link', { name: 'What is still to come' }).click();
      await page.waitForURL(/state=planned,held,sending,unknown&client=ref-1/u);
      await looksWell(page);
    });
  });

  it('reads as well in the dark and on a phone', () =>
    inAllLooks(world, '/messages/row-1?all', async (page) => {
      await page.getByRole('heading', { name: 'Belongs together' }).waitFor();
      expect(await focused(page)).toBe('row-h');
    }));
});

describe('another line of the ledger', () => {
  const other = aReminder({ reminderId: 'row-2', kind: 'second-nudge', family: 'follow-up' });
  const call = { at: 'x', atLocal: '2027-03-02T09:00', channel: 'sms', outcome: 'accepted', providerId: 'SM-OF-ROW-1' };

  it('never shows the calls of the one before, not even while its own are not known', async () => {
    world.answer('notifications', {
      '/v1/reminders': { items: [aReminder({}), other] },
      '/v1/reminder-totals': totals,
      '/v1/reminders/row-1': aReminder({}),
      '/v1/reminders/row-1/story': { attempts: [call], related: [] },
      '/v1/reminders/row-2': other,
      '/v1/reminders/row-2/story': new Refusal(409, { code: 'OWNER_SILENT' }),
    });
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/messages/row-1?all' });
      await page.getByText('SM-OF-ROW-1').waitFor();
      await page.locator('#row-row-2').press('Enter');
      await page.getByRole('complementary').getByRole('button', { name: 'Try again' }).waitFor();
      await page.getByText('Next visit: second note').first().waitFor();
      expect(await page.getByRole('complementary').innerText()).not.toContain('SM-OF-ROW-1');
      expect(await focused(page)).toBe('row-h');
      await looksWell(page);
    });
  });
});

describe('the replies', () => {
  const reply = {
    id: 'sm-1',
    receivedAt: 'x',
    receivedLocal: '2027-03-01T10:12',
    text: 'Could Ana call me about Thursday?',
    intent: 'unclear',
    clientRefs: ['ref-1', 'ref-2'],
    waits: true,
  };
  const older = { ...reply, id: 'sm-0', text: 'I am late' };
  let dealtWith: boolean;
  beforeEach(() => {
    dealtWith = false;
    world.answer('notifications', {
      '/v1/replies': ({ url }: { readonly url: string }) => {
        const done = { ...reply, waits: false, done: { by: 'gone', at: 'x', atLocal: '2027-03-01T11:00' } };
        return { items: url.includes('only=all') ? [dealtWith ? done : reply] : dealtWith ? [] : [reply] };
      },
      'POST /v1/replies/sm-1/done': () => {
        dealtWith = true;
        return reply;
      },
    });
  });

  it('are read and dealt with by keyboard, and all of them tell by whom', async () => {
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/messages?all' });
      await page.getByRole('link', { name: 'Replies' }).press('Enter');
      await page.getByRole('heading', { name: /2 clients on this number: Mara T., ref-2$/u }).waitFor();
      await page.getByText('Taken for not understood, so nothing was changed. Waits for somebody.').waitFor();
      await looksWell(page);
      expect(await page.title()).toBe('Replies - Aftercare');
      await page.getByRole('button', { name: 'Dealt with' }).press('Enter');
      await page.getByText('Nothing waits.').waitFor();
      expect(await page.evaluate<string>('document.activeElement.tagName')).toBe('H1');
      await page.getByRole('link', { name: 'All of 90 days' }).press('Enter');
      await page.getByText('Dealt with by somebody who is not here any more, Mon 1 Mar 11:00').waitFor();
      expect(await page.getByRole('button', { name: 'Dealt with' }).count()).toBe(0);
      await looksWell(page);
    });
  });

  it('go on page by page', async () => {
    world.answer('notifications', {
      '/v1/replies': ({ url }: { readonly url: string }) =>
        url.endsWith('?only=all&after=abc&limit=50') ? { items: [older] } : { items: [reply], next: 'abc' },
    });
    await world.withPage(async (page) => {
      await world.signIn(page, { path: '/replies?all' });
      await page.getByText('1 reply on this page').waitFor();
      await looksWell(page);
      await page.getByRole('link', { name: 'Page 2' }).press('Enter');
      await page.getByText('I am late').waitFor();
      expect(page.url()).toMatch(/replies\?all&after=abc$/u);
      await page.getByRole('link', { name: 'Page 1' }).press('Enter');
      await page.getByText('Could Ana call me').waitFor();
    });
  });

  it('read as well in the dark and on a phone', () =>
    inAllLooks(world, '/replies', (page) => page.getByText('Could Ana call me').waitFor()));
});
