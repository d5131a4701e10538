import { cursorFrom, pageOf, TenantCollections } from '@aftercare/platform';
import type { Page } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import type { ReminderState, ReminderView, StateCount } from '../../application/reminder-view.js';
import { REMINDERS } from './reminder-document.js';
import type { ReminderDocument } from './reminder-document.js';
import { ReminderQueries } from './reminder-queries.js';

/** Which lines; everything that is left out is not asked for. */
export interface LedgerFilter {
  readonly clinicId: string;
  readonly client?: string | undefined;
  readonly state?: readonly ReminderState[] | undefined;
  readonly family?: ReminderView['family'] | undefined;
  readonly channel?: ReminderView['channel'] | undefined;
  readonly reason?: string | undefined;
  /** Of the due time, [from, to). */
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

export interface LedgerPlace {
  readonly limit: number;
  readonly after?: string | undefined;
  /** `due`: by due time. `attention`: what failed or has no known end before everything else, each by due time. */
  readonly order?: 'due' | 'attention' | undefined;
}

type Row = Pick<ReminderDocument, 'dueAt'> & { readonly _id: string };
type Conditions = mongo.Filter<ReminderDocument>[];

const NEEDS_ATTENTION: readonly ReminderState[] = ['failed', 'unknown'];
const INSIST: Conditions = [{ state: { $in: [...NEEDS_ATTENTION] } }];
const REST: Conditions = [{ state: { $nin: [...NEEDS_ATTENTION] } }];
const PHASES: Readonly<Record<'due' | 'attention', readonly Conditions[]>> = { due: [[]], attention: [INSIST, REST] };

const conditions = ({ clinicId, client, state, family, channel, reason, from, to }: LedgerFilter): Conditions => {
  const equal = { clientRef: client, family, channel, reason };
  return [
    { clinicId },
    ...Object.entries(equal).flatMap(([field, value]) => (value === undefined ? [] : [{ [field]: value }])),
    ...(state === undefined ? [] : [{ state: { $in: [...state] } }]),
    ...(from === undefined ? [] : [{ dueAt: { $gte: from } }]),
    ...(to === undefined ? [] : [{ dueAt: { $lt: to } }]),
  ];
};

/** Where the page before ended: phase, due time, id. */
const placeOf = (after: string | undefined): { readonly phase: number; readonly conditions: Conditions } => {
  const [phase, dueAt, id] = (cursorFrom(after) ?? '').split(' ');
  if (phase === undefined || dueAt === undefined || id === undefined) return { phase: 0, conditions: [] };
  const at = new Date(dueAt);
  return { phase: Number(phase), conditions: [{ $or: [{ dueAt: { $gt: at } }, { dueAt: at, _id: { $gt: id } }] }] };
};

/** The list that staff read and the export of all of it. */
@Injectable()
export class LedgerList implements OnModuleInit {
  constructor(
    private readonly collections: TenantCollections,
    private readonly queries: ReminderQueries,
  ) {}

  async onModuleInit(): Promise<void> {
    // Small: a row enters it only when it fails or is in doubt.
    await this.rows.createIndex(
      { clinicId: 1, dueAt: 1, _id: 1, state: 1 },
      { name: 'needs-attention', partialFilterExpression: { state: { $in: [...NEEDS_ATTENTION] } } },
    );
  }

  async page(filter: LedgerFilter, { limit, after, order = 'due' }: LedgerPlace): Promise<Page<ReminderView>> {
    const place = placeOf(after);
    const phases = PHASES[order];
    const found: { readonly phase: number; readonly row: ReminderDocument }[] = [];
    for (let phase = place.phase; phase < phases.length && found.length <= limit; phase += 1) {
      const begin = phase === place.phase ? place.conditions : [];
      const all = [...conditions(filter), ...(phases[phase] ?? []), ...begin];
      const rows = await this.sorted(all, limit + 1 - found.length);
      found.push(...rows.map((row) => ({ phase, row })));
    }
    const page = pageOf(found, limit, ({ phase, row }) => cursorText(phase, row));
    return { ...page, items: await this.queries.views(page.items.map(({ row }) => row)) };
  }

  /** How many lines of each state there are, in no order; a state without lines is absent. */
  async totals(filter: LedgerFilter): Promise<readonly StateCount[]> {
    const counted = await this.rows
      .aggregate<{ _id: ReminderState; n: number }>([
        { $match: { $and: conditions(filter), clinicId: filter.clinicId } },
        { $group: { _id: '$state', n: { $sum: 1 } } },
      ])
      .toArray();
    return counted.map(({ _id, n }) => ({ state: _id, n }));
  }

  private sorted(all: Conditions, limit: number): Promise<ReminderDocument[]> {
    return this.rows.find({ $and: all }).sort({ dueAt: 1, _id: 1 }).limit(limit).toArray();
  }

  private get rows() {
    return this.collections.of<ReminderDocument>(REMINDERS);
  }
}

const cursorText = (phase: number, { dueAt, _id }: Row): string => `${phase} ${dueAt.toISOString()} ${_id}`;
