import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, sessionOf } from '@aftercare/messaging';
import type { Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { CADENCE_POLICY, FollowUps } from '../../application/ports.js';
import type { FollowUpRecord, Lapsed } from '../../application/ports.js';

const COLLECTION = 'follow_ups';

type FollowUpDocument = FollowUpRecord & { readonly _id: string; readonly version: number };

/** Plans stood alone before they rested on what others say; the next event makes one of them whole. */
type Earlier = Omit<FollowUpRecord, 'plan' | 'reach' | 'heard' | 'said'> & Record<string, unknown>;
/** What was said had no version of its own at first. */
type Whole = Omit<FollowUpRecord, 'said'> & Partial<Pick<FollowUpRecord, 'said'>>;

const upgraded = (state: Whole | Earlier): FollowUpRecord => {
  if ('heard' in state) return { said: 0, ...(state as Whole) }; // every record has it since
  const { clinicId, clientRef, ...plan } = state;
  const since = { reasons: [], disagree: false, review: false, policyVersion: CADENCE_POLICY };
  const whole = { ...since, ...plan, lapsesOn: null, lapsesAt: null, lapsedOn: null };
  // What is there is what this service wrote then: session, status and what belongs to it.
  return {
    clinicId,
    clientRef,
    reach: { consents: {}, bad: {} },
    heard: 0,
    said: 0,
    asOf: new Date(0),
    plan: whole as unknown as FollowUpRecord['plan'],
  };
};

@Injectable()
export class MongoFollowUps extends FollowUps implements OnModuleInit {
  override saves = 0;

  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.collections
      .of<FollowUpDocument>(COLLECTION)
      .createIndex({ 'plan.lapsesAt': 1 }, { partialFilterExpression: { 'plan.lapsesAt': { $type: 'date' } } });
    await this.collections
      .of<FollowUpDocument>(COLLECTION)
      .createIndex(
        { clinicId: 1, 'plan.lapsedOn': 1, _id: 1 },
        { partialFilterExpression: { 'plan.lapsedOn': { $type: 'string' } } },
      );
  }

  override async load(clients: readonly ClinicKey[], within?: Transaction): Promise<readonly Loaded<FollowUpRecord>[]> {
    const clinics = [...new Set(clients.map(({ clinicId }) => clinicId))];
    const wanted = new Set(clients.map(nameOf));
    const found = await this.collections
      .of<FollowUpDocument>(COLLECTION)
      .find(
        { clinicId: { $in: clinics }, _id: { $in: clients.map(({ id }) => id) } },
        within === undefined ? {} : { session: sessionOf(within) },
      )
      .toArray();
    // The filter mixes ids and clinics.
    return found
      .filter(({ _id, clinicId }) => wanted.has(nameOf({ clinicId, id: _id })))
      .map(({ _id, version, ...state }) => ({ state: upgraded(state), version }));
  }

  override save(record: FollowUpRecord, expectedVersion: number | undefined, writes: UnitOfWork): void {
    this.saves += 1;
    writes.put(COLLECTION, { clinicId: record.clinicId, id: record.clientRef }, record, expectedVersion);
  }

  override async lapsing(now: Date, limit: number): Promise<readonly ClinicKey[]> {
    const found = await this.due
      .find({ 'plan.lapsesAt': { $type: 'date', $lte: now } }, { projection: { clinicId: 1 } })
      .sort({ 'plan.lapsesAt': 1 })
      .limit(limit)
      .toArray();
    return found.map(({ _id, clinicId }) => ({ clinicId, id: _id }));
  }

  override async nextLapse(): Promise<Date | undefined> {
    const [first] = await this.due
      .find({ 'plan.lapsesAt': { $type: 'date' } }, { projection: { 'plan.lapsesAt': 1 } })
      .sort({ 'plan.lapsesAt': 1 })
      .limit(1)
      .toArray();
    return first?.plan?.lapsesAt ?? undefined;
  }

  override async lapsed(clinicId: string, { limit, after }: { readonly limit: number; readonly after?: Lapsed }) {
    const place =
      after === undefined
        ? []
        : [
            {
              $or: [
                { 'plan.lapsedOn': { $gt: after.lapsedOn } },
                { 'plan.lapsedOn': after.lapsedOn, _id: { $gt: after.clientRef } },
              ],
            },
          ];
    const found = await this.collections
      .of<FollowUpDocument>(COLLECTION)
      .find(
        { $and: [{ clinicId }, { 'plan.lapsedOn': { $type: 'string' } }, ...place] },
        { projection: { 'plan.lapsedOn': 1 } },
      )
      .sort({ 'plan.lapsedOn': 1, _id: 1 })
      .limit(limit)
      .toArray();
    return found.flatMap(({ _id, plan }) =>
      plan?.lapsedOn == null ? [] : [{ clientRef: _id, lapsedOn: plan.lapsedOn }],
    );
  }

  private get due() {
    return this.collections.system<FollowUpDocument>(COLLECTION, 'due-work');
  }
}
