import { createEvent, reminderDeliveredV1, reminderFailedV1, reminderSentV1, type EventOf } from '@aftercare/contracts';
import { InMemoryTransactions, runReaction } from '@aftercare/messaging';
import * as fc from 'fast-check';
import { InMemoryClientRecords, InMemoryCounterCells, InMemoryTallyStore } from '../testing/in-memory-counters.js';
import { CountDeliveries } from './count-deliveries.js';
import { Counting, type Counted } from './counting.js';
import { FirstReports } from './first-reports.js';

type Contract = typeof reminderSentV1 | typeof reminderDeliveredV1 | typeof reminderFailedV1;
let serial = 0;
const head = () => ({
  id: `e${(serial += 1)}`,
  source: '/aftercare/notifications',
  time: new Date('2027-05-12T10:00:00Z'),
  clinicId: 'c1',
  correlationId: 'test',
});
const data = (reminderId: string, channel: 'sms' | 'email', surveyId?: string) => ({
  reminderId,
  clientRef: 'p1',
  family: 'survey' as const,
  kind: 'invitation',
  channel,
  ...(surveyId === undefined ? {} : { surveyId }),
  at: '2027-05-12T10:00:00Z',
});
const sent = (reminderId: string, channel: 'sms' | 'email', surveyId?: string) =>
  createEvent(reminderSentV1, data(reminderId, channel, surveyId), head()) as EventOf<Contract>;
const arrived = (reminderId: string, channel: 'sms' | 'email', surveyId?: string) =>
  createEvent(reminderDeliveredV1, data(reminderId, channel, surveyId), head()) as EventOf<Contract>;
const failed = (reminderId: string, channel: 'sms' | 'email', surveyId?: string) =>
  createEvent(
    reminderFailedV1,
    { ...data(reminderId, channel, surveyId), reason: 'UNDELIVERED' },
    head(),
  ) as EventOf<Contract>;

const ended = (surveyId: string): Counted => ({
  surveyId,
  clinicId: 'c1',
  clientRef: 'p1',
  instrument: 'post-session@1',
  technique: 'swedish',
  kind: 'answered',
  on: '2027-05-12',
  at: 1,
  started: true,
  usable: true,
  unwanted: false,
});

const house = () => {
  const transactions = new InMemoryTransactions();
  const tallies = new InMemoryTallyStore(transactions);
  const cells = new InMemoryCounterCells(transactions);
  const records = new InMemoryClientRecords(transactions);
  const counting = new Counting(tallies, records, cells);
  const reaction = new CountDeliveries(tallies, cells);
  const reports = new FirstReports(cells, tallies, records);
  return {
    hear: (events: readonly EventOf<Contract>[]) => runReaction(reaction, events, { store: transactions.store }),
    end: (surveyId: string) => transactions.run((work) => counting.ended(ended(surveyId), work)),
    flow: async () => (await reports.read('c1', { from: '2027-01-01', to: '2027-12-31' })).flow,
  };
};

describe('count-deliveries', () => {
  it('counts one delivery per survey, whatever came first', async () => {
    const steps = ['sent', 'arrived', 'end', 'other'] as const;
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...steps, ...steps], { minLength: 8, maxLength: 8 }), async (order) => {
        const { hear, end, flow } = house();
        for (const step of order) {
          if (step === 'end') await end('s1');
          else if (step === 'sent') await hear([sent('r1', 'sms', 's1')]);
          else if (step === 'arrived') await hear([arrived('r1', 'sms', 's1')]);
          else await hear([sent('r2', 'email', 's1'), failed('r2', 'email', 's1')]);
        }
        expect(await flow()).toEqual({ due: 1, delivered: 1, started: 1, answered: 1, usable: 1 });
      }),
      { numRuns: 50 },
    );
  });

  it('adds up several surveys of one batch in one cell', async () => {
    const { hear, end, flow } = house();
    for (const id of ['s1', 's2', 's3']) await end(id);
    await hear([sent('r1', 'email', 's1'), sent('r2', 'email', 's2'), sent('r3', 'sms', 's3')]);
    expect(await flow()).toMatchObject({ due: 3, delivered: 2 });
  });

  it('takes a bounced email back', async () => {
    const { hear, end, flow } = house();
    await end('s1');
    await hear([sent('r1', 'email', 's1')]);
    expect((await flow()).delivered).toBe(1);
    await hear([failed('r1', 'email', 's1')]);
    expect((await flow()).delivered).toBe(0);
  });

  it('leaves messages alone that ask for no form', async () => {
    const { hear } = house();
    expect((await hear([sent('r1', 'sms'), sent('r2', 'sms')])).changes).toEqual([]);
  });
});
