import { bookingConfirmedV1, followupPlannedV1 } from '@aftercare/contracts';
import type { ReminderView } from '../src/reminders/application/reminder-view.js';
import { SHIPPED_RULES } from '../src/reminders/application/rules.js';
import type { ReminderRules } from '../src/reminders/application/rules.js';
import { aBooking } from './testing/bookings.js';
import { RunningNotifications } from './testing/running-notifications.js';

interface PreviewAnswer {
  readonly previewId: string;
  readonly digest: string;
  readonly balance: object;
  readonly weeks: readonly { weekOf: string; before: { messages: number }; after: { messages: number } }[];
  readonly differences: { readonly total: number; readonly next?: string; readonly items: readonly DifferenceAnswer[] };
}
interface StateAnswer {
  readonly state: string;
  readonly dueAt: string;
  readonly dueLocal: string;
}
interface DifferenceAnswer {
  readonly reminderId: string;
  readonly kind: string;
  readonly from: StateAnswer | null;
  readonly to: StateAnswer;
}
interface RulesAnswer {
  readonly version: number;
  readonly replanning: {
    readonly phase: string;
    readonly digest: string;
    readonly foreseen: string | null;
    readonly counts: object;
  } | null;
}

const { rules: shipped } = SHIPPED_RULES;
/** Five days before in place of three, and no second note. */
const draft: ReminderRules = {
  ...shipped,
  appointments: { ...shipped.appointments, early: { on: true, days: 5 } },
  followUps: { secondNote: { on: false, afterDays: 5 } },
};

describe('a clinic changes its rules', () => {
  let service: RunningNotifications;

  beforeEach(async () => {
    service = await RunningNotifications.start({ startsAt: '2027-03-01T10:00:00Z' });
    service.owners.aClient({ clientRef: 'client-1' });
    const names = { bookingId: 'booking-1', clientRef: 'client-1' };
    service.owners.bookings.set('booking-1', { ...names, state: 'booked', sequence: 0 });
    await service.hear(bookingConfirmedV1, aBooking({ ...names, bookedAt: '2027-03-01T10:00:00Z' }));
    await service.hear(followupPlannedV1, {
      ...{ sessionId: 'session-9', clientRef: 'client-1', version: 1, policyVersion: 'cadence@1' },
      ...{ dueOn: '2027-03-20', dueAt: '2027-03-20T10:00:00Z', windowStart: '2027-03-14', windowEnd: '2027-03-28' },
    });
    await service.step('2027-03-01T10:03:00Z');
  }, 60_000);
  afterEach(() => service.stop(), 30_000);

  const post = async (path: string, body: object, clinicId?: string) =>
    service.call('POST', `/v1/rules/${path}`, { body, ...(clinicId === undefined ? {} : { clinicId }) });
  const preview = async (rules: ReminderRules, limit = 50): Promise<PreviewAnswer> =>
    (await post('preview', { rules, limit })).body;
  const read = async (): Promise<RulesAnswer> => (await service.call('GET', '/v1/rules')).body;
  const stateOf = (rows: readonly ReminderView[]): ReadonlyMap<string, { state: string; dueAt: string }> =>
    new Map(rows.map(({ reminderId, state, dueAt }) => [reminderId, { state, dueAt: String(dueAt) }]));
  const ledgerDifferences = async (before: readonly ReminderView[]): Promise<readonly unknown[]> => {
    const was = stateOf(before);
    const is = stateOf(await service.reminders());
    return [...is].flatMap(([reminderId, to]) => {
      const from = was.get(reminderId) ?? null;
      return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ reminderId, from, to }];
    });
  };
  const bare = (one: StateAnswer | null) => (one === null ? null : { state: one.state, dueAt: one.dueAt });
  const byId = (one: { reminderId: string }, other: { reminderId: string }) =>
    one.reminderId < other.reminderId ? -1 : 1;

  it('sees what a draft would do without a row being touched, and the ledger then differs by exactly that', async () => {
    const before = await service.reminders();
    const told = await preview(draft);
    expect(await service.reminders()).toEqual(before);
    expect(told.balance).toMatchObject({ moved: 1, withdrawn: 1, added: 0 });
    const answer = await post('apply', { rules: draft, previewId: told.previewId, digest: told.digest });
    expect([answer.status, answer.body]).toMatchObject([202, { version: 1 }]);
    await service.quiet();
    expect((await read()).replanning).toMatchObject({
      digest: told.digest,
      foreseen: told.digest,
      counts: { moved: 1, withdrawn: 1, added: 0 },
    });
    const expected = told.differences.items.map(({ reminderId, from, to }) => ({
      reminderId,
      from: bare(from),
      to: bare(to),
    }));
    expect([...(await ledgerDifferences(before))].sort(byId as never)).toEqual([...expected].sort(byId));
    const early = (await service.reminders()).find(({ kind }) => kind === '72h');
    expect(early).toMatchObject({ reason: 'RULE_CHANGED', ruleVersion: 'appointments@1/1' });
    expect(early?.history.at(-1)?.note).toBe('rules 0 -> 1');
  }, 60_000);

  it('has the preview of the rules that hold tell no difference', async () => {
    const told = await preview(shipped);
    expect(told.differences).toMatchObject({ total: 0, items: [] });
  }, 60_000);

  it('reads a long list of differences page by page', async () => {
    const first = await preview(draft, 1);
    expect(first.differences).toMatchObject({ total: 2 });
    expect(first.differences.items[0]).toMatchObject({
      from: { dueLocal: '2027-03-13T10:30' },
      to: { dueLocal: '2027-03-11T10:30' },
    });
    const second = await post('preview/differences', { rules: draft, limit: 5, after: first.differences.next });
    const { items, next } = second.body as unknown as PreviewAnswer['differences'];
    expect(next).toBeUndefined();
    expect([...first.differences.items, ...items].map(({ kind }) => kind)).toEqual(['72h', 'second-nudge']);
    expect((await post('preview/differences', { rules: draft, after: 'nonsense' })).status).toBe(400);
  }, 60_000);

  it('applies only what was looked at, once, and tells a repeat the same', async () => {
    const told = await preview(draft);
    const other = { ...draft, caps: { perWeek: 2 } };
    const wrong = await post('apply', { rules: other, previewId: told.previewId });
    expect([wrong.status, wrong.body]).toMatchObject([409, { code: 'PREVIEW_OUTDATED' }]);
    const body = { rules: draft, previewId: told.previewId };
    expect((await post('apply', body)).body).toMatchObject({ version: 1 });
    expect((await post('apply', body)).body).toMatchObject({ version: 1 });
    await service.quiet();
    const busy = await post('apply', { rules: shipped, previewId: (await preview(shipped)).previewId });
    expect([busy.status, busy.body]).toMatchObject([409, { code: 'RULES_BUSY' }]);
    const { items } = (await service.call('GET', '/v1/rules/versions')).body as { items: readonly object[] };
    expect(items).toMatchObject([
      { number: 1, basedOn: 0, by: 'account-1', rules: draft, atLocal: '2027-03-01T10:03' },
    ]);
    expect((await read()).replanning?.foreseen).toBeNull();
  }, 60_000);

  it('refuses rules out of their bounds, and another clinic sees nothing of it', async () => {
    const wide = await post('preview', { rules: { ...shipped, hours: { from: '07:00', to: '22:00' } } });
    expect([wide.status, wide.body]).toMatchObject([400, { fields: [{ field: 'hours' }] }]);
    expect((await post('preview', { rules: draft }, 'clinic-oak')).status).toBe(404);
  }, 60_000);

  it('plans what is booked afterwards by the new rules', async () => {
    const told = await preview(draft);
    await post('apply', { rules: draft, previewId: told.previewId });
    await service.quiet();
    const names = { bookingId: 'booking-2', clientRef: 'client-1' };
    await service.hear(bookingConfirmedV1, aBooking({ ...names, bookedAt: '2027-03-01T10:03:00Z' }));
    const rows = (await service.reminders()).filter(
      ({ bookingId, kind }) => bookingId === 'booking-2' && kind === '72h',
    );
    expect(rows).toMatchObject([{ dueAt: '2027-03-11T10:30:00.000Z', ruleVersion: 'appointments@1/1' }]);
  }, 60_000);
});
