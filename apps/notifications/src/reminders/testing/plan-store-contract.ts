import { nameOf, runOnce, type Loaded } from '@aftercare/messaging';
import type { ClinicKey } from '@aftercare/kernel';
import { BOOKING_PLANS, SURVEY_PLANS } from '../application/plan-store.js';
import type { ClientHolds, PlanState } from '../application/plan-store.js';
import type { Reminder } from '../domain/reminder.js';
import { anInvitation } from './a-reminder.js';
import { aClaim, aRow, found, idsOf, keep, type GivenLedger } from './ledger-under-test.js';

interface Plan {
  readonly status: string;
}
type State = PlanState<Plan>;

const key: ClinicKey = { clinicId: 'clinic-1', id: 'booking-1' };

const plansOf = (given: GivenLedger) => ({
  load: (at = key): Promise<Loaded<State> | undefined> =>
    given().transactions.run(async ({ within }) =>
      (await given().plans.load<Plan>(BOOKING_PLANS, [at], within)).get(nameOf(at)),
    ),
  save: (after: State, before?: Loaded<State>): Promise<void> =>
    runOnce(given().transactions, async ({ writes }) =>
      given().plans.save<Plan>(BOOKING_PLANS, [{ key, before, after }], writes),
    ),
});

const describePlans = (given: GivenLedger): void => {
  const { load, save } = plansOf(given);

  it('gives a plan back with all rows of its subject', async () => {
    await save({ plan: { status: 'booked' }, rows: [aRow('a'), aRow('b', { state: 'sent' })] });
    const loaded = await load();
    expect(loaded).toMatchObject({ version: 1, state: { plan: { status: 'booked' } } });
    expect(loaded?.state.plan).toEqual({ status: 'booked' });
    expect(idsOf(loaded?.state.rows ?? [])).toEqual(['a', 'b']);
    expect(loaded?.state.rows.find(({ id }) => id === 'a')).toEqual(aRow('a', { version: 1 }));
  });

  it('leaves out rows of other subjects, families and clinics', async () => {
    const survey = anInvitation({ id: 's', version: 0, subject: { bookingId: 'booking-1', surveyId: 's1' } });
    await keep(
      given,
      aRow('other', { subject: { bookingId: 'booking-2' } }),
      survey,
      aRow('foreign', { clinicId: 'oak' }),
    );
    await save({ plan: { status: 'booked' }, rows: [aRow('a')] });
    expect(idsOf((await load())?.state.rows ?? [])).toEqual(['a']);
    const surveys = await given().transactions.run(({ within }) =>
      given().plans.load<Plan>(SURVEY_PLANS, [{ clinicId: 'clinic-1', id: 's1' }], within),
    );
    expect(surveys.size).toBe(0);
  });

  it('answers nothing for an unknown subject, and nothing for a subject of another clinic', async () => {
    await save({ plan: { status: 'booked' }, rows: [aRow('a')] });
    expect(await load({ ...key, id: 'unknown' })).toBeUndefined();
    expect(await load({ ...key, clinicId: 'oak' })).toBeUndefined();
  });
};

const describePlanWrites = (given: GivenLedger): void => {
  const { load, save } = plansOf(given);

  it('writes the rows that a decision replaced and no others', async () => {
    await save({ plan: { status: 'booked' }, rows: [aRow('a'), aRow('b')] });
    const before = await load();
    const rows = (before?.state.rows ?? []).map((row) =>
      row.id === 'a' ? { ...row, state: 'withdrawn' as const } : row,
    );
    await save({ plan: { status: 'cancelled' }, rows: [...rows, aRow('c')] }, before);
    const after = await load();
    expect(after).toMatchObject({ version: 2, state: { plan: { status: 'cancelled' } } });
    expect(after?.state.rows.map(({ id, state, version }) => `${id} ${state} ${version}`).sort()).toEqual([
      'a withdrawn 2',
      'b planned 1',
      'c planned 1',
    ]);
  });

  it('refuses what was decided on a plan or a row that has changed since', async () => {
    await save({ plan: { status: 'booked' }, rows: [aRow('a')] });
    const before = await load();
    await given().ledger.claim(['a'], aClaim('c1'));
    const rows = (before?.state.rows ?? []).map((row): Reminder => ({ ...row, state: 'withdrawn' }));
    await expect(save({ plan: { status: 'cancelled' }, rows }, before)).rejects.toThrow('another writer was first');
    expect((await load())?.state.plan).toEqual({ status: 'booked' });
    expect(await found(given, 'a')).toMatchObject({ state: 'sending' });
    await expect(save({ plan: { status: 'new' }, rows: [] })).rejects.toThrow('another writer was first');
  });
};

const describeHolds = (given: GivenLedger): void => {
  const client: ClinicKey = { clinicId: 'clinic-1', id: 'client-1' };
  const holds: ClientHolds = { clientRef: 'client-1', open: ['flag-1'], cleared: [] };
  const load = (at = client): Promise<Loaded<PlanState<ClientHolds>> | undefined> =>
    given().transactions.run(async ({ within }) => (await given().plans.loadHolds([at], within)).get(nameOf(at)));

  it('gives the holds of a client back with the rows that a flag holds', async () => {
    const held = { state: 'held', reason: 'SAFETY_HOLD' } as const;
    await runOnce(given().transactions, async ({ writes }) =>
      given().plans.saveHolds(
        [{ key: client, before: undefined, after: { plan: holds, rows: [aRow('a', held)] } }],
        writes,
      ),
    );
    await keep(
      given,
      aRow('b', { state: 'held', reason: 'CAP' }),
      aRow('c', { clientRef: 'client-2', ...held }),
      aRow('d', { clinicId: 'oak', ...held }),
    );
    const loaded = await load();
    expect([loaded?.version, loaded?.state.plan]).toEqual([1, holds]);
    expect(idsOf(loaded?.state.rows ?? [])).toEqual(['a']);
    expect(await load({ ...client, clinicId: 'oak' })).toBeUndefined();
    expect(await load({ ...client, id: 'client-2' })).toBeUndefined();
  });

  it('gives the planned rows of a client, and saves those that changed', async () => {
    await keep(given, aRow('a'), aRow('b', { state: 'sent' }), aRow('c', { clientRef: 'client-2' }));
    const planned = () =>
      given().transactions.run(async ({ within }) =>
        (await given().plans.loadPlanned([client], within)).get(nameOf(client)),
      );
    const before = await planned();
    expect(idsOf(before?.state ?? [])).toEqual(['a']);
    const after = (before?.state ?? []).map((row): Reminder => ({ ...row, state: 'skipped' }));
    await runOnce(given().transactions, async ({ writes }) =>
      given().plans.savePlanned([{ key: client, before, after }], writes),
    );
    expect(await planned()).toBeUndefined();
    expect(await found(given, 'a')).toMatchObject({ state: 'skipped', version: 2 });
  });
};

/** What the planning reactions rely on. `given` has an empty ledger. */
export const describePlanStore = (given: GivenLedger): void => {
  describe('the contract of plans', () => describePlans(given));
  describe('the contract of plans that change', () => describePlanWrites(given));
  describe('the contract of holds and planned rows', () => describeHolds(given));
};
