import { LinkTokens, TenantCollections } from '@aftercare/platform';
import { StoresOnMongo } from '@aftercare/testing/stores';
import type { Reminder } from '../../domain/reminder.js';
import { aReminder } from '../../testing/a-reminder.js';
import { LedgerList } from './ledger-list.js';
import type { LedgerFilter } from './ledger-list.js';
import { documentOfRow, REMINDERS } from './reminder-document.js';
import type { ReminderDocument } from './reminder-document.js';
import { ReminderQueries } from './reminder-queries.js';

const CLINIC = 'clinic-1';
const links = new LinkTokens('a-link-key-of-the-tests-with-32-chars', 'http://elm.example');

let stores: StoresOnMongo;
let list: LedgerList;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-list', { service: 'notifications', stores: [ReminderQueries, LedgerList] });
  list = stores.get(LedgerList);
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

const hour = (n: number): Date => new Date(Date.UTC(2027, 2, 1, n));

/** Rows due an hour apart, in the order given. */
const keep = async (...rows: readonly Partial<Reminder>[]): Promise<void> => {
  const documents = rows.map((row, index) => {
    const whole = aReminder({ id: `row-${index}`, dueAt: hour(index), clinicId: CLINIC, ...row });
    // As the unit of work stores it.
    return { ...documentOfRow(whole, links), _id: whole.id, version: 1 } as unknown as ReminderDocument;
  });
  await stores.get(TenantCollections).of<ReminderDocument>(REMINDERS).insertMany(documents);
};

/** Ids page by page. */
const pages = async (
  filter: Omit<LedgerFilter, 'clinicId'>,
  order: 'due' | 'attention',
  limit: number,
): Promise<readonly string[]> => {
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await list.page({ clinicId: CLINIC, ...filter }, { limit, after, order });
    seen.push(page.items.map(({ reminderId }) => reminderId.replace('row-', '')).join(' '));
    after = page.next;
  } while (after !== undefined);
  return seen;
};

describe('the list of the ledger', () => {
  it('puts what failed or has no known end on top and goes on by due time, over any bounds of pages', async () => {
    await keep({ state: 'sent' }, { state: 'failed' }, { state: 'planned' }, { state: 'unknown' }, { state: 'held' });
    expect(await pages({}, 'attention', 10)).toEqual(['1 3 0 2 4']);
    expect(await pages({}, 'attention', 1)).toEqual(['1', '3', '0', '2', '4']);
    expect(await pages({}, 'attention', 2)).toEqual(['1 3', '0 2', '4']);
    expect(await pages({}, 'attention', 3)).toEqual(['1 3 0', '2 4']);
    expect(await pages({}, 'due', 2)).toEqual(['0 1', '2 3', '4']);
  });

  it('keeps rows of one due time in one order', async () => {
    await keep(...Array.from({ length: 5 }, () => ({ dueAt: hour(1), state: 'failed' as const })));
    expect(await pages({}, 'attention', 2)).toEqual(['0 1', '2 3', '4']);
  });

  it('takes several states, a channel, and a window of due times', async () => {
    await keep({ state: 'sent', channel: 'sms' }, { state: 'failed', channel: 'email' }, { state: 'planned' });
    expect(await pages({ state: ['sent', 'failed'] }, 'attention', 10)).toEqual(['1 0']);
    expect(await pages({ channel: 'email' }, 'due', 10)).toEqual(['1']);
    expect(await pages({ from: hour(1), to: hour(2) }, 'due', 10)).toEqual(['1']);
  });

  it('counts what it lists, for one clinic only', async () => {
    await keep({ state: 'sent' }, { state: 'sent' }, { state: 'failed' }, { state: 'sent', clinicId: 'another' });
    const counted = await list.totals({ clinicId: CLINIC });
    expect([...counted].sort((one, other) => one.n - other.n)).toEqual([
      { state: 'failed', n: 1 },
      { state: 'sent', n: 2 },
    ]);
    expect(await list.totals({ clinicId: CLINIC, state: ['failed'] })).toEqual([{ state: 'failed', n: 1 }]);
    expect(await pages({}, 'due', 10)).toEqual(['0 1 2']);
  });
});
