import { LinkTokens, TenantCollections } from '@aftercare/platform';
import { StoresOnMongo } from '@aftercare/testing/stores';
import { otherChannelId } from '../../domain/after-failure.js';
import type { Reminder } from '../../domain/reminder.js';
import { aReminder } from '../../testing/a-reminder.js';
import { ATTEMPTS, documentOfRow, REMINDERS } from './reminder-document.js';
import type { AttemptDocument, ReminderDocument } from './reminder-document.js';
import { ReminderStory } from './reminder-story.js';

const links = new LinkTokens('a-link-key-of-the-tests-with-32-chars', 'http://elm.example');
let stores: StoresOnMongo;
beforeAll(async () => {
  stores = await StoresOnMongo.open('nt-story', { service: 'notifications', stores: [ReminderStory] });
});
afterAll(() => stores.close());
beforeEach(() => stores.empty());

const stored = async (row: Reminder): Promise<void> => {
  // As the unit of work stores it.
  const document = { ...documentOfRow(row, links), _id: row.id, version: 1 } as unknown as ReminderDocument;
  await stores.get(TenantCollections).of<ReminderDocument>(REMINDERS).insertOne(document);
};
const tried = (attempt: Omit<AttemptDocument, 'clinicId' | 'reminderId'>) =>
  stores
    .get(TenantCollections)
    .of<AttemptDocument>(ATTEMPTS)
    .insertOne({ ...attempt, clinicId: 'clinic-1', reminderId: 'reminder-1' } as AttemptDocument);
const storyOf = (clinicId: string) => stores.get(ReminderStory).of(clinicId, 'reminder-1');

describe('the story of a row', () => {
  it('has every call to a provider in its order, and the row that carried the message on', async () => {
    const row = aReminder({ state: 'failed', reason: 'UNDELIVERED', channel: 'sms' });
    await stored(row);
    await stored(aReminder({ id: otherChannelId(row), cause: 'OTHER_CHANNEL', state: 'sent', channel: 'email' }));
    await stored(aReminder({ id: 'another', kind: '72h', occurrence: 'booking-1:0' }));
    await tried({
      _id: 'a2',
      channel: 'sms',
      at: new Date('2027-03-15T10:31:00Z'),
      outcome: 'accepted',
      status: 'undelivered',
      code: '30006',
    });
    await tried({ _id: 'a1', channel: 'sms', at: new Date('2027-03-15T10:30:00Z'), outcome: 'retry-later' });
    const story = await storyOf('clinic-1');
    expect(story?.attempts.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['retry-later', undefined],
      ['accepted', '30006'],
    ]);
    expect(story?.related).toMatchObject([{ relation: 'other-way', reminderId: otherChannelId(row), state: 'sent' }]);
  });

  it('is not told to another clinic', async () => {
    await stored(aReminder());
    expect(await storyOf('clinic-2')).toBeUndefined();
  });
});
