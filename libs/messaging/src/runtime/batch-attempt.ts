import { uuidV5, type ClinicKey, type Clock, type MachineTime } from '@aftercare/kernel';
import { fold, type CausedSaying } from '../fold.js';
import { nameOf } from '../reaction.js';
import type { InboxRecord, OutboxRow } from '../store/rows.js';
import { rowOf } from '../store/sayings.js';
import type { Attempt, Fence, Store } from '../store/store.js';
import { tracedBatch } from '../tracing/batch-spans.js';
import { deadLetterRow, letterOf } from './dead-letter.js';
import type { AnyReaction, Item, ParsedEvent } from './record.js';

/** Namespace of the ids of what reactions say (a random UUID, fixed for ever). */
const SAID_BY_REACTIONS = '6f1cf8a0-3b5d-4d0c-9a52-0a4d7f6f5f2e';

/** The same cause always says the same ids, so a batch that runs twice says everything once. */
export const sayingId = (
  group: string,
  cause: { readonly source: string; readonly id: string },
  ordinal: number,
): string => uuidV5(SAID_BY_REACTIONS, `${group}\u001f${cause.source}\u001f${cause.id}\u001f${ordinal}`);

export interface RunnerContext {
  readonly service: string;
  /** The consumer group, `<service>.<reaction>`. */
  readonly group: string;
  readonly reaction: AnyReaction;
  readonly store: Store;
  readonly clock: Clock;
  readonly machine: MachineTime;
}

/** A loop, for this runs once per event. */
const eventsOf = (items: readonly Item[]): readonly ParsedEvent[] => {
  const events: ParsedEvent[] = [];
  for (const item of items) if (item.kind === 'event') events.push(item.event);
  return events;
};

/** When a batch says something: in product time, and in machine time. */
interface When {
  readonly time: Date;
  readonly createdAt: Date;
}

/** One attempt at fresh items: everything they change and say, their inbox records and what is parked, in one transaction. */
export class BatchAttempt {
  constructor(private readonly context: RunnerContext) {}

  /** `settles`: the inbox record of a parked event that is run again; nothing is recorded for it but the new outcome. */
  run(items: readonly Item[], fence: Fence | undefined, settles?: string): Promise<void> {
    return tracedBatch(this.context.group, items, () => this.commit(items, fence, settles));
  }

  private async commit(items: readonly Item[], fence: Fence | undefined, settles?: string): Promise<void> {
    const { reaction, store } = this.context;
    const events = eventsOf(items);
    const facts = events.length > 0 ? await reaction.facts(events) : undefined;
    await store.attempt(async (attempt) => {
      const now = new Date(this.context.machine.nowMs());
      if (events.length > 0) await this.decide(attempt, { events, facts, now });
      this.park(attempt, items, now);
      attempt.record(items.filter((item) => item.id !== settles).map((item) => this.inboxRecord(item, now)));
      if (settles !== undefined) attempt.settle(settles);
    }, fence);
  }

  private async decide(
    attempt: Attempt,
    given: { readonly events: readonly ParsedEvent[]; readonly facts: unknown; readonly now: Date },
  ): Promise<void> {
    const { reaction } = this.context;
    const { events, facts } = given;
    const loaded = await reaction.load(keysOf(reaction, events), attempt.within);
    const { changes, said } = fold(reaction, { loaded, events, facts });
    reaction.save(changes, attempt.writes);
    attempt.publish(this.rowsOf(said, { time: this.context.clock.now(), createdAt: given.now }));
  }

  private *rowsOf(said: readonly CausedSaying<ParsedEvent>[], when: When): Generator<OutboxRow> {
    for (const one of said) yield this.rowOf(one, when);
  }

  private rowOf({ saying, cause, ordinal, order }: CausedSaying<ParsedEvent>, { time, createdAt }: When): OutboxRow {
    const { group, service } = this.context;
    return rowOf({
      saying,
      head: {
        id: sayingId(group, cause, ordinal),
        source: `/aftercare/${service}`,
        time,
        correlationId: cause.correlationid,
        causationId: cause.id,
        traceparent: cause.traceparent,
      },
      order,
      createdAt,
    });
  }

  private park(attempt: Attempt, items: readonly Item[], now: Date): void {
    const letters = items.flatMap((item) => (item.kind === 'fault' ? [letterOf(item, this.context.group, now)] : []));
    attempt.park(letters);
    attempt.publish(letters.map(deadLetterRow));
  }

  private inboxRecord(item: Item, handledAt: Date): InboxRecord {
    return { _id: item.id, outcome: item.kind === 'event' ? 'handled' : 'parked', handledAt };
  }
}

const keysOf = (reaction: AnyReaction, events: readonly ParsedEvent[]) => {
  const keys = new Map<string, ClinicKey>();
  for (const event of events) {
    const key = reaction.keyOf(event);
    keys.set(nameOf(key), key);
  }
  return [...keys.values()];
};
