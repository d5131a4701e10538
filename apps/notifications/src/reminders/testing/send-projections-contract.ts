import { runOnce } from '@aftercare/messaging';
import { BOOKING_PLANS } from '../application/plan-store.js';
import type { Reminder } from '../domain/reminder.js';
import { anInvitation } from './a-reminder.js';
import { aClaim, after, aRow, due, keep, type GivenLedger } from './ledger-under-test.js';

const ada = { clinicId: 'clinic-1', clientRef: 'client-1' };
const nobody = { clinicId: 'oak', clientRef: 'client-1' };
const sent = (id: string, changes: Partial<Reminder> = {}): Reminder =>
  aRow(id, { state: 'sent', sentAt: due, ...changes });
const aSurveyRow = (id: string, changes: Partial<Reminder> = {}): Reminder =>
  anInvitation({ id, version: 0, occurrence: id, ...changes });

const describeCounted = (given: GivenLedger): void => {
  it('counts what went out or is going out after an instant, by time', async () => {
    await keep(
      given,
      sent('late', { sentAt: after(9) }),
      sent('delivered', { state: 'delivered', sentAt: after(5) }),
      aSurveyRow('survey', { state: 'sent', sentAt: after(7) }),
      sent('at the instant'),
      aRow('planned'),
      sent('failed', { state: 'failed', sentAt: after(6) }),
      aRow('claimed', { dueAt: due }),
    );
    await given().ledger.claim(['claimed'], aClaim('c1', { at: after(6) }));
    expect(await given().projections.countedSince([ada], due)).toEqual([
      { id: 'delivered', client: 'clinic-1/client-1', at: after(5), isSurvey: false, isCapped: true },
      { id: 'claimed', client: 'clinic-1/client-1', at: after(6), isSurvey: false, isCapped: true },
      { id: 'survey', client: 'clinic-1/client-1', at: after(7), isSurvey: true, isCapped: true },
      { id: 'late', client: 'clinic-1/client-1', at: after(9), isSurvey: false, isCapped: true },
    ]);
  });

  it('leaves out what goes out under the claim that asks, and nothing else', async () => {
    await keep(given, aRow('ours', { dueAt: due }), aRow('theirs', { dueAt: due }), sent('gone', { sentAt: after(5) }));
    await given().ledger.claim(['ours'], aClaim('c1', { at: after(6) }));
    await given().ledger.claim(['theirs'], aClaim('c2', { at: after(7) }));
    const counted = await given().projections.countedSince([ada], due, 'c1');
    expect(counted.map(({ id }) => id)).toEqual(['gone', 'theirs']);
  });

  it('counts no answers, links and news about a booking for the brake alone, and nothing of other clients and clinics', async () => {
    await keep(
      given,
      sent('reply', { family: 'reply', kind: 'help' }),
      sent('link', { family: 'link', kind: 're-issue' }),
      ...(['confirmation', 'change', 'cancel'] as const).map((kind) => sent(kind, { kind })),
      sent('other', { clientRef: 'client-2' }),
    );
    const counted = await given().projections.countedSince([ada], after(-1));
    expect(counted.map(({ id, isCapped }) => [id, isCapped]).toSorted()).toEqual([
      ['cancel', false],
      ['change', false],
      ['confirmation', false],
      ['link', false],
    ]);
    await keep(given, sent('ours'));
    expect(await given().projections.countedSince([nobody], after(-1))).toEqual([]);
    expect(await given().projections.countedSince([], after(-1))).toEqual([]);
  });
};

const describeWaiting = (given: GivenLedger): void => {
  it('knows survey messages and reminders of visits that wait, both ends of the span included', async () => {
    await keep(
      given,
      aSurveyRow('first', { dueAt: due }),
      aSurveyRow('last', { dueAt: after(10) }),
      aSurveyRow('before', { dueAt: after(-1) }),
      aSurveyRow('after', { dueAt: after(11) }),
      aSurveyRow('sent', { state: 'sent', dueAt: due }),
      aRow('visit', { dueAt: after(10) }),
      aRow('news', { kind: 'change', dueAt: due }),
    );
    const span = { from: due, to: after(10) };
    const waiting = await given().projections.waitingOf([ada], span);
    expect(waiting.map(({ id }) => id).toSorted()).toEqual(['first', 'last', 'visit']);
    expect(await given().projections.waitingOf([nobody], span)).toEqual([]);
  });

  it('knows rows by their ids', async () => {
    await keep(given, sent('a', { channel: 'email' }), aRow('b'));
    const ask = (clinicId: string) => given().projections.notesOf(['a', 'b', 'c'].map((id) => ({ clinicId, id })));
    const told = [...(await ask('clinic-1')).values()].map(({ id, channel, state }) => [id, channel, state]);
    expect(told.toSorted()).toEqual([
      ['a', 'email', 'sent'],
      ['b', undefined, 'planned'],
    ]);
    expect((await ask('oak')).size).toBe(0);
  });
};

const describeHoldsRead = (given: GivenLedger): void => {
  it('knows flags and deferrals of clients', async () => {
    const holds = { cleared: [] };
    await runOnce(given().transactions, async ({ writes }) =>
      given().plans.saveHolds(
        [
          { clientRef: 'client-1', ...holds, open: ['f'] },
          { clientRef: 'client-2', ...holds, open: [], deferredUntil: due },
        ].map((plan) => ({
          key: { clinicId: 'clinic-1', id: plan.clientRef },
          before: undefined,
          after: { plan, rows: [] },
        })),
        writes,
      ),
    );
    const bob = { clinicId: 'clinic-1', clientRef: 'client-2' };
    expect(await given().projections.holdsOf([ada, bob])).toEqual(
      new Map([
        ['clinic-1/client-1', { flagged: true }],
        ['clinic-1/client-2', { flagged: false, deferredUntil: due }],
      ]),
    );
    expect((await given().projections.holdsOf([nobody])).size).toBe(0);
  });
};

const describeBookingsRead = (given: GivenLedger): void => {
  it('knows the newest that events told of bookings', async () => {
    const plan = (status: string, sequence: number, told = {}) => ({ plan: { status, sequence, ...told }, rows: [] });
    const change = (id: string, after: ReturnType<typeof plan>) => ({
      key: { clinicId: 'clinic-1', id },
      before: undefined,
      after,
    });
    await runOnce(given().transactions, async ({ writes }) =>
      given().plans.save(
        BOOKING_PLANS,
        [
          change('b1', plan('booked', 2, { afterMiss: true })),
          change('b2', plan('cancelled', 1)),
          change('b3', plan('closed', 0)),
        ],
        writes,
      ),
    );
    const ask = (clinicId: string) =>
      given().projections.bookings(['b1', 'b2', 'b3', 'b4'].map((bookingId) => ({ clinicId, bookingId })));
    expect(await ask('clinic-1')).toEqual(
      new Map([
        ['clinic-1/b1', { active: true, cancelled: false, sequence: 2, afterMiss: true }],
        ['clinic-1/b2', { active: false, cancelled: true, sequence: 1, afterMiss: false }],
        ['clinic-1/b3', { active: false, cancelled: false, sequence: 0, afterMiss: false }],
      ]),
    );
    expect((await ask('oak')).size).toBe(0);
  });
};

/** What the decision about a slot relies on. `given` has an empty ledger. */
export const describeSendProjections = (given: GivenLedger): void => {
  describe('the contract of counted messages', () => describeCounted(given));
  describe('the contract of waiting messages', () => describeWaiting(given));
  describe('the contract of what holds say', () => describeHoldsRead(given));
  describe('the contract of what plans say', () => describeBookingsRead(given));
};
