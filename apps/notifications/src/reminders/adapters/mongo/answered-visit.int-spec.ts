import { LinkTokens, TenantCollections } from '@aftercare/platform';
import { StoresOnMongo } from '@aftercare/testing/stores';
import { BOOKING_PLANS } from '../../application/plan-store.js';
import type { Reminder } from '../../domain/reminder.js';
import { aReminder, anInvitation } from '../../testing/a-reminder.js';
import { documentOfRow, REMINDERS } from './reminder-document.js';
import type { ReminderDocument } from './reminder-document.js';
import { ReminderQueries } from './reminder-queries.js';

const links = new LinkTokens('a-link-key-of-the-tests-with-32-chars', 'http://elm.example');
const NOW = new Date('2027-03-15T12:00:00Z');
const sentAt = (hour: number): Date => new Date(Date.UTC(2027, 2, 15, hour));

let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-answered', { service: 'notifications', stores: [ReminderQueries] });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

let rows = 0;
const isSent = async (row: Reminder): Promise<void> => {
  rows += 1;
  // As the unit of work stores it.
  const document = { ...documentOfRow(row, links), _id: `row-${rows}`, version: 1 } as unknown as ReminderDocument;
  await stores.get(TenantCollections).of<ReminderDocument>(REMINDERS).insertOne(document);
};
const isPlanned = (changes: object = {}) =>
  stores
    .get(TenantCollections)
    .of(BOOKING_PLANS.collection)
    .insertOne({
      ...{
        _id: 'booking-1' as never,
        clinicId: 'clinic-1',
        bookingId: 'booking-1',
        clientRef: 'client-1',
        sequence: 0,
      },
      ...{ status: 'booked', startsAt: new Date('2027-03-16T10:30:00Z'), visitZone: 'Europe/London', ...changes },
    });
const reminder = (changes: Partial<Reminder> = {}): Reminder =>
  aReminder({ state: 'delivered', channel: 'sms', sentAt: sentAt(10), ...changes });
const answered = (clientRefs: readonly string[] = ['client-1', 'client-2']) =>
  stores.get(ReminderQueries).answeredVisitOf({ clinicId: 'clinic-1', clientRefs }, NOW);

describe('the visit that a text answers', () => {
  it("is the one of the newest note that any of the number's people got by text", async () => {
    await isPlanned();
    await isSent(reminder());
    expect(await answered()).toEqual({
      bookingId: 'booking-1',
      clientRef: 'client-1',
      sequence: 0,
      startsAt: new Date('2027-03-16T10:30:00Z'),
      zone: 'Europe/London',
    });
    expect(await answered(['client-2'])).toBeUndefined();
  });

  it('is none when something else was said since, on the same phone', async () => {
    await isPlanned();
    await isSent(reminder());
    await isSent(anInvitation({ clientRef: 'client-2', state: 'sent', channel: 'sms', sentAt: sentAt(11) }));
    expect(await answered()).toBeUndefined();
    expect(await answered(['client-1'])).toMatchObject({ bookingId: 'booking-1' });
  });

  it.each<[string, Partial<Reminder>]>([
    ['by email', { channel: 'email' }],
    ['of a cancelled visit', { kind: 'cancel' }],
    ['that never left', { state: 'planned' }],
    [
      'about an older time of the visit',
      { subject: { ...aReminder().subject, sequence: 7, startsAt: new Date('2027-03-18T10:30:00Z') } },
    ],
  ])('is none after a note %s', async (_what, changes) => {
    await isPlanned();
    await isSent(reminder(changes));
    expect(await answered()).toBeUndefined();
  });

  it.each([{ status: 'cancelled' }, { startsAt: new Date('2027-03-15T11:59:00Z') }])(
    'is none when the visit is %j',
    async (changes) => {
      await isPlanned(changes);
      await isSent(reminder());
      expect(await answered()).toBeUndefined();
    },
  );

  it('is that of a note of before it got another room, with the present state of its booking', async () => {
    await isPlanned({ sequence: 1 });
    await isSent(reminder());
    expect(await answered()).toMatchObject({ bookingId: 'booking-1', sequence: 1 });
  });

  it('is still found behind our own answers', async () => {
    await isPlanned();
    await isSent(reminder());
    await isSent(reminder({ family: 'reply', kind: 'yes', sentAt: sentAt(11) }));
    expect(await answered()).toMatchObject({ bookingId: 'booking-1' });
  });
});
