import { DueWork, newId } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { inTurns } from '../../domain/waiting.js';
import { DueRows } from './due-rows.js';
import type { DueRow } from './ledger.js';
import { SendSlot } from './send-slot.js';
import { SendTimes } from './send-times.js';
import { Bell, LANES, laneOf } from './shards.js';
import type { Slot } from './shards.js';
import { ShardKeeper } from './shard-keeper.js';

const SLOT_ROWS = 250;
/** Rows that fall due within this span are taken together, so that many share a claim. */
const SLOT_MS = 20;
/** The longest that a row waits which was planned for a moment that nobody could foresee. */
const LOOK_MS = 200;
/** Machine time: a ring that nobody answered by then is answered here. */
const SILENCE_MS = 250;
/** Calls that wait: with more, nothing further is claimed (their five seconds would run out). */
const MOST_PENDING = 1000;

interface LaneWork {
  tail: Promise<unknown>;
}

interface OpenSlot {
  readonly lane: number;
  readonly ids: string[];
  readonly shards: Set<number>;
}

type SlotRow = Pick<DueRow, 'id' | 'clinicId' | 'shard' | 'dueAt'>;

/**
 * Slots of what is due: at most 250, clinics taking turns. What one slot can hold is not spread over lanes, and what fell due a little
 * earlier or later shares a slot: each claim costs the same reads.
 */
export const slotsOf = (rows: readonly SlotRow[]): readonly Slot[] => {
  const [first] = rows;
  const isSpread = rows.length > SLOT_ROWS;
  const open = new Map<number, OpenSlot>();
  const slots: OpenSlot[] = [];
  for (const row of inTurns(rows)) {
    const lane = laneOf(isSpread ? row.shard : (first?.shard ?? row.shard));
    const known = open.get(lane);
    if (known !== undefined && known.ids.length < SLOT_ROWS) {
      known.ids.push(row.id);
      known.shards.add(row.shard);
      continue;
    }
    const fresh = { lane, ids: [row.id], shards: new Set([row.shard]) };
    open.set(lane, fresh);
    slots.push(fresh);
  }
  return slots.map(({ lane, ids, shards }) => ({ id: newId(), lane, ids, shards: [...shards] }));
};

/** Takes what is due, rings for it slot by slot, and answers itself where the bell stays silent. */
@Injectable()
export class SendDueReminders extends DueWork {
  override readonly name = 'send-due-reminders';
  override readonly pollMs = LOOK_MS;
  private readonly lanes: readonly LaneWork[] = Array.from({ length: LANES }, () => ({ tail: Promise.resolve() }));
  private readonly working = new Map<string, Promise<void>>();
  private readonly answered = new Set<string>();
  private lookedAt = new Date(0);

  constructor(
    private readonly due: DueRows,
    private readonly slots: SendSlot,
    private readonly bell: Bell,
    private readonly keeper: ShardKeeper,
    private readonly times: SendTimes,
  ) {
    super();
  }

  /** Resolves when everything due has been claimed and decided about; calls to providers go on as work under way. */
  override async fire(now: Date): Promise<void> {
    this.keeper.remember(now);
    this.lookedAt = now;
    for (;;) {
      const shards = this.keeper.owned();
      if (shards.length === 0 || this.slots.pending > MOST_PENDING) return;
      const { rows, isMore } = await this.due.take(shards, now);
      await Promise.all(slotsOf(rows).map((slot) => this.ring(slot)));
      if (!isMore) return;
    }
  }

  /** Awake when the next row falls due, and not for each row by itself. */
  override async pauseMs(): Promise<number> {
    const now = this.times.clock.now();
    const next = await this.due.nextWithin(this.keeper.owned(), { after: this.lookedAt, ms: LOOK_MS });
    return next === undefined ? LOOK_MS : Math.max(SLOT_MS, Math.min(LOOK_MS, next.getTime() - now.getTime()));
  }

  override nextAt(): Promise<Date | undefined> {
    return this.due.nextAt();
  }

  /** Answers a ring, its own or another process's; rows of shards that are not held here stay for their holder. */
  answer(slot: Slot): Promise<void> {
    const known = this.working.get(slot.id);
    if (known !== undefined) return known;
    if (this.answered.has(slot.id)) return Promise.resolve();
    const done = this.times.activity.begin('claim');
    const work = this.work(slot).finally(() => {
      done();
      this.working.delete(slot.id);
      this.remember(slot.id);
    });
    this.working.set(slot.id, work);
    return work;
  }

  private async ring(slot: Slot): Promise<void> {
    const done = this.times.activity.begin('slot');
    this.times.activity.count('slots rung');
    try {
      const answered = this.bell.ring(slot).then(
        () => this.silence(slot),
        () => undefined,
      );
      await answered;
      await this.answer(slot);
    } finally {
      done();
    }
  }

  /** Waits for the bell, but never longer than the silence. */
  private async silence(slot: Slot): Promise<void> {
    const until = this.times.machine.nowMs() + SILENCE_MS;
    while (!this.answered.has(slot.id) && this.times.machine.nowMs() < until) {
      const work = this.working.get(slot.id);
      if (work !== undefined) return work;
      await this.times.machine.sleep(1);
    }
  }

  /** Claims and decisions about shards of a lane run one after another; the calls overlap with the next claim. */
  private async work(slot: Slot): Promise<void> {
    if (!slot.shards.every((shard) => this.keeper.mayStart(shard))) return;
    const lanes = this.lanes.filter((_lane, index) => slot.shards.some((shard) => laneOf(shard) === index));
    const claimed = Promise.all(lanes.map(({ tail }) => tail)).then(() => this.slots.claimAndDecide(slot.ids));
    const over = claimed.catch(() => undefined);
    for (const lane of lanes) lane.tail = over;
    const result = await claimed;
    if (result === undefined) return;
    const done = this.times.activity.begin('deliver');
    void this.slots
      .deliver(result, (row) => this.keeper.mayStart(row.shard))
      // What could not be written stays under its claim, and in doubt once that runs out.
      .catch((error: unknown) => this.keeper.report(error))
      .finally(done);
  }

  private remember(slotId: string): void {
    this.answered.add(slotId);
    if (this.answered.size > 10_000) this.answered.delete(this.answered.values().next().value ?? '');
  }
}
