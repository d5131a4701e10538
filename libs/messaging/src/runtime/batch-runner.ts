import { TransientError } from '@aftercare/kernel';
import { DecisionError } from '../fold.js';
import { isConcernOf } from '../reaction.js';
import { backOffMs } from '../store/back-off.js';
import { ConflictError, FencedError } from '../store/errors.js';
import type { Fence } from '../store/store.js';
import { BatchAttempt, type RunnerContext } from './batch-attempt.js';
import { parkCauseOf } from './cause.js';
import { noCounts, type GroupCounters } from './counters.js';
import { GroupPausedError, ParkingLimit } from './parking-limit.js';
import { RecordParser } from './parse.js';
import type { Item, LogRecord } from './record.js';

const STALE_ATTEMPTS = 10;
const UNKNOWN_ATTEMPTS = 3;
const BACK_OFF_LIMIT_MS = 2000;

/** What the transport lends the runner for one batch. */
export interface BatchControl {
  /** The number with which this member may write for the partition. */
  fence(): Promise<Fence | undefined>;
  /** Forgets the number: a newer owner was seen. */
  fenced(): void;
  /** Throws when the batch must be given up: shutting down, or the partition belongs to somebody else. */
  alive(): Promise<void>;
}

/** Takes the records of one partition to their end: handled, known already, not asked for, or parked. */
export class BatchRunner {
  readonly counters: GroupCounters = noCounts();
  private readonly parser: RecordParser;
  private readonly attempt: BatchAttempt;
  private readonly limit: ParkingLimit;
  /** Partitions whose last batch brought nothing twice: the inbox is not asked before the transaction there, its unique ids tell in it. */
  private readonly clean = new Set<string>();

  constructor(readonly context: RunnerContext) {
    this.parser = new RecordParser(context.group, context.reaction.consumes);
    this.attempt = new BatchAttempt(context);
    this.limit = new ParkingLimit(context.machine);
  }

  /** In the order given. Throws only what `alive` throws, and GroupPausedError. */
  async run(records: readonly LogRecord[], control: BatchControl): Promise<void> {
    const place = placeOf(records);
    const batch: Batch = { control, trusted: false, repeats: 0 };
    const items = this.unique(records, batch);
    batch.trusted = this.clean.has(place) && batch.repeats === 0 && items.every((item) => item.kind === 'event');
    this.clean.delete(place);
    await this.settle(items, batch);
    if (batch.repeats === 0) this.clean.add(place);
  }

  private unique(records: readonly LogRecord[], batch: Batch): readonly Item[] {
    const items = new Map<string, Item>();
    for (const record of records) {
      const parsed = this.parser.parse(record);
      if (parsed.kind === 'ignored' || this.isOfNoConcern(parsed)) this.counters.ignored += 1;
      else if (items.has(parsed.id)) this.repeated(batch, 1);
      else items.set(parsed.id, parsed);
    }
    return [...items.values()];
  }

  /** Where the reaction cannot even say, its decision will fail in the same way and park the event. */
  private isOfNoConcern(item: Item): boolean {
    if (item.kind === 'fault') return false;
    try {
      return !isConcernOf(this.context.reaction, item.event);
    } catch {
      return false;
    }
  }

  private async settle(given: readonly Item[], batch: Batch): Promise<void> {
    let items = given;
    for (let attempt = 1; items.length > 0; attempt += 1) {
      try {
        await this.once(items, batch);
        return;
      } catch (error) {
        batch.trusted = false;
        const next = this.next(error, items, attempt);
        if (next.kind === 'give-up') throw error;
        await this.prepare(next.kind, attempt, batch.control);
        if (next.kind === 'halve') {
          const middle = Math.ceil(items.length / 2);
          await this.settle(items.slice(0, middle), batch);
          items = items.slice(middle);
          attempt = 0;
        } else if (next.kind === 'without') {
          items = next.items;
          attempt = 0;
        }
      }
    }
  }

  private async once(items: readonly Item[], batch: Batch): Promise<void> {
    const { control } = batch;
    const started = this.context.machine.nowMs();
    try {
      const fresh = batch.trusted ? items : await this.unseen(items);
      const { allowed, stopped } = this.withinLimit(fresh);
      if (allowed.length > 0) await this.attempt.run(allowed, await control.fence());
      this.repeated(batch, items.length - fresh.length);
      this.counted(allowed, started);
      if (stopped !== undefined) throw new GroupPausedError(stopped);
    } catch (error) {
      if (error instanceof FencedError) control.fenced();
      throw error;
    }
  }

  private async unseen(items: readonly Item[]): Promise<readonly Item[]> {
    const seen = await this.context.store.seen(items.map((item) => item.id));
    return items.filter((item) => !seen.has(item.id));
  }

  private repeated(batch: Batch, count: number): void {
    batch.repeats += count;
    this.counters.duplicate += count;
  }

  /** The items before the fault that would be one too many in this minute. */
  private withinLimit(fresh: readonly Item[]): {
    readonly allowed: readonly Item[];
    readonly stopped: string | undefined;
  } {
    let room = this.limit.room();
    for (const [index, item] of fresh.entries()) {
      if (item.kind === 'fault') {
        if (room === 0) return { allowed: fresh.slice(0, index), stopped: item.cause.code };
        room -= 1;
      }
    }
    return { allowed: fresh, stopped: undefined };
  }

  private counted(committed: readonly Item[], started: number): void {
    const parked = committed.filter((item) => item.kind === 'fault').length;
    this.limit.parked(parked);
    this.counters.parked += parked;
    this.counters.handled += committed.length - parked;
    if (committed.length === 0) return;
    this.counters.transactions += 1;
    this.counters.batched += committed.length;
    this.counters.spentMs += this.context.machine.nowMs() - started;
  }

  private next(error: unknown, items: readonly Item[], attempt: number): Next {
    if (error instanceof GroupPausedError) return { kind: 'give-up' };
    if (error instanceof FencedError) return { kind: 'again' };
    if (error instanceof DecisionError && !(error.cause instanceof TransientError)) {
      return {
        kind: 'without',
        items: items.map((item) =>
          item.kind === 'event' && item.event === error.event ? faultOf(item, error.cause) : item,
        ),
      };
    }
    if (isLater(error, attempt)) return { kind: 'again' };
    const [only] = items;
    if (items.length > 1) return { kind: 'halve' };
    if (only?.kind !== 'event' || attempt < UNKNOWN_ATTEMPTS) return { kind: 'again' };
    return { kind: 'without', items: [faultOf(only, error)] };
  }

  private async prepare(next: Next['kind'], attempt: number, control: BatchControl): Promise<void> {
    if (next === 'again') this.counters.retried += 1;
    await control.alive();
    if (next !== 'again') return;
    await this.context.machine.sleep(backOffMs(attempt, BACK_OFF_LIMIT_MS));
    await control.alive();
  }
}

/** One batch's way to its end. */
interface Batch {
  readonly control: BatchControl;
  /** Taken for new without a look into the inbox; a failure ends that, so that whatever is there already is found. */
  trusted: boolean;
  /** Records that came again. */
  repeats: number;
}

const placeOf = ([first]: readonly LogRecord[]): string =>
  first === undefined ? '' : `${first.topic}/${first.partition}`;

type Next =
  | { readonly kind: 'give-up' }
  | { readonly kind: 'again' }
  | { readonly kind: 'halve' }
  /** The same items, one of them now at fault. */
  | { readonly kind: 'without'; readonly items: readonly Item[] };

/** An outage ends some day, another writer too; a stale read that never heals is a fault of the reaction. */
const isLater = (error: unknown, attempt: number): boolean => {
  if (error instanceof ConflictError) return error.kind === 'busy' || attempt < STALE_ATTEMPTS;
  return error instanceof TransientError || (error instanceof DecisionError && error.cause instanceof TransientError);
};

const faultOf = (item: Item, error: unknown): Item => ({
  kind: 'fault',
  id: item.id,
  record: item.record,
  cause: parkCauseOf(error),
});
