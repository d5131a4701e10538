import type { Transaction, UnitOfWork } from '@aftercare/messaging';
import { SendLedger, WaitingLedger } from '../application/sending/ledger.js';
import type { Attempt, DueRow, Postponed, Settlement } from '../application/sending/ledger.js';
import { settledRow } from '../application/sending/settled-row.js';
import type { Claim, HistoryEntry, Reminder } from '../domain/reminder.js';
import type { InMemoryRows } from './in-memory-rows.js';

/** As far as a provider is asked after a claim ran out. */
const FIRST_LOOK_MS = 60_000;
const MOST = 500;

type Key = { readonly clinicId: string; readonly id: string };

const earliest = (instants: readonly Date[]): Date | undefined =>
  instants.reduce<Date | undefined>((first, one) => (first === undefined || one < first ? one : first), undefined);

export class InMemorySendLedger extends SendLedger {
  constructor(private readonly rows: InMemoryRows) {
    super();
  }

  override async due({ since = new Date(0), ...query }: Parameters<SendLedger['due']>[0]): Promise<readonly DueRow[]> {
    const shards = new Set(query.shards);
    return this.rows
      .all()
      .filter(
        (row) => row.state === 'planned' && row.dueAt <= query.until && row.dueAt >= since && shards.has(row.shard),
      )
      .sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime())
      .slice(0, query.limit)
      .map(({ id, clinicId, shard, dueAt, firstDueAt, family, notAfter, channels, reason }) => ({
        ...{ id, clinicId, shard, dueAt, firstDueAt, family, notAfter, firstChannel: channels[0] ?? 'sms' },
        ...(reason === undefined ? {} : { reason }),
      }));
  }

  override async postpone(postponed: readonly Postponed[], now: Date): Promise<void> {
    if (postponed.length === 0) return;
    const wanted = new Map(postponed.map((one) => [one.row.id, one]));
    const move = (row: Reminder): Reminder => {
      const { dueAt, reason, row: seen } = wanted.get(row.id) ?? { dueAt: row.dueAt, reason: 'ALLOWANCE', row };
      const told = seen.reason === reason ? [] : [{ at: now, to: 'planned' as const, reason, dueAt }];
      return { ...row, dueAt, reason, history: [...row.history, ...told] };
    };
    await this.rows.change(
      (rows) => rows.filter(({ state, dueAt }) => state === 'planned' && dueAt <= now).map(move),
      [...wanted.keys()],
    );
  }

  override async nextDueAt(): Promise<Date | undefined> {
    return earliest(this.rows.all().flatMap(({ state, dueAt }) => (state === 'planned' ? [dueAt] : [])));
  }

  override async claim(ids: readonly string[], claim: Claim): Promise<readonly Reminder[]> {
    const entry: HistoryEntry = { at: claim.at, to: 'sending' };
    const take = (rows: readonly Reminder[]): readonly Reminder[] =>
      rows
        .filter((row) => row.state === 'planned' && row.dueAt <= claim.at)
        .map(({ channel: _channel, ...row }) => ({
          ...row,
          state: 'sending',
          claim,
          history: [...row.history, entry],
        }));
    if ((await this.rows.change(take, ids)) === 0) return [];
    return this.rows.byIds(ids).filter((row) => row.state === 'sending' && row.claim?.id === claim.id);
  }

  override async settle(
    settlements: readonly Settlement[],
    claim: { readonly id: string; readonly at: Date },
    within: Transaction,
  ): Promise<ReadonlyMap<string, number>> {
    const versions = new Map<string, number>();
    for (const settlement of settlements) {
      const stored = this.rows.one(settlement.row, within);
      if (stored?.state !== 'sending' || stored.claim?.id !== claim.id) continue;
      this.rows.put(settledRow(stored, settlement, claim.at), this.rows.transactions.writesOf(within));
      if (settlement.attempt !== undefined) this.rows.insertAttempt(settlement.attempt, within);
      versions.set(stored.id, stored.version + 1);
    }
    return versions;
  }

  override async find(key: Key, within?: Transaction): Promise<Reminder | undefined> {
    return this.rows.one(key, within);
  }

  override async findById(id: string): Promise<Reminder | undefined> {
    return this.rows.byIds([id])[0];
  }

  override put(row: Reminder, work: UnitOfWork): void {
    this.rows.put(row, work);
  }

  override async reportAttempt(
    report: Omit<Attempt, 'outcome'> & { readonly status: string },
    within: Transaction,
  ): Promise<void> {
    const { id, clinicId, reminderId, channel, at, providerId, code, status } = report;
    const told = {
      status,
      ...(providerId === undefined ? {} : { providerId }),
      ...(code === undefined ? {} : { code }),
    };
    this.rows.putAttempt({ clinicId, id }, { told, fresh: { reminderId, channel, at, outcome: 'reported' } }, within);
  }

  override async keepAttempt({ id, ...told }: Attempt, within: Transaction): Promise<void> {
    this.rows.putAttempt({ clinicId: told.clinicId, id }, { told, fresh: {} }, within);
  }

  override async attemptsOf({ clinicId, id }: Key): Promise<readonly Attempt[]> {
    return this.rows
      .attempts()
      .filter((attempt) => attempt.clinicId === clinicId && attempt.reminderId === id)
      .sort((one, other) => one.at.getTime() - other.at.getTime());
  }
}

export class InMemoryWaitingLedger extends WaitingLedger {
  constructor(private readonly rows: InMemoryRows) {
    super();
  }

  override expireClaims(machineMs: number, now: Date): Promise<number> {
    const doubt = { state: 'unknown', reason: 'LOOKING_UP', looks: 0 } as const;
    const entry: HistoryEntry = { at: now, to: 'unknown', reason: 'LOOKING_UP' };
    const lookAt = new Date(now.getTime() + FIRST_LOOK_MS);
    return this.rows.change((rows) =>
      rows
        .filter((row) => row.state === 'sending' && row.claim !== undefined && row.claim.until < machineMs)
        .map((row) => ({ ...row, ...doubt, lookAt, history: [...row.history, entry] })),
    );
  }

  override async countSending(): Promise<number> {
    return this.rows.all().filter(({ state }) => state === 'sending').length;
  }

  override async heldUntil(now: Date): Promise<readonly Reminder[]> {
    const held = this.rows.all().filter((row) => row.state === 'held' && row.dueAt <= now);
    return held.slice(0, MOST);
  }

  override async nextHeldAt(): Promise<Date | undefined> {
    return earliest(this.rows.all().flatMap(({ state, dueAt }) => (state === 'held' ? [dueAt] : [])));
  }

  override async inDoubtUntil(now: Date): Promise<readonly Reminder[]> {
    const doubts = this.rows.all().filter(({ state, lookAt }) => state === 'unknown' && lookAt && lookAt <= now);
    return doubts.slice(0, MOST);
  }

  override async nextLookAt(): Promise<Date | undefined> {
    return earliest(
      this.rows.all().flatMap(({ state, lookAt }) => (state === 'unknown' && lookAt !== undefined ? [lookAt] : [])),
    );
  }

  override async unheardUntil(now: Date): Promise<readonly Reminder[]> {
    const unheard = this.rows.all().filter(({ state, heardBy }) => state === 'sent' && heardBy && heardBy <= now);
    return unheard.slice(0, MOST);
  }

  override async nextHeardBy(): Promise<Date | undefined> {
    return earliest(
      this.rows.all().flatMap(({ state, heardBy }) => (state === 'sent' && heardBy !== undefined ? [heardBy] : [])),
    );
  }
}
