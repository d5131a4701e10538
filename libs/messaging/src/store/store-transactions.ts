import { newId, type Activity, type Clock, type MachineTime } from '@aftercare/kernel';
import type { Saying } from '../reaction.js';
import { idsIn } from '../tracing/span-facts.js';
import { inSpan, isTracing, tellSpan, type OpenSpan } from '../tracing/spans.js';
import { Transactions, type Cause, type UseCaseWork } from '../transactions.js';
import { backOffMs } from './back-off.js';
import { ConflictError, StoreUnavailableError } from './errors.js';
import type { OutboxRow } from './rows.js';
import { rowOf } from './sayings.js';
import type { Attempt, Store } from './store.js';

const CONFLICT_ATTEMPTS = 10;
const OUTAGE_ATTEMPTS = 3;

export interface TransactionsContext {
  readonly service: string;
  readonly store: Store;
  readonly clock: Clock;
  readonly machine: MachineTime;
  readonly activity: Activity;
}

/** Runs a use case from the start until its attempt commits, or a bounded number of conflicts has passed. */
export class StoreTransactions extends Transactions {
  constructor(private readonly context: TransactionsContext) {
    super();
  }

  override async run<T>(work: (work: UseCaseWork) => Promise<T>, cause?: Cause): Promise<T> {
    const told = cause ?? { correlationId: newId() };
    const done = this.context.activity.begin('transaction');
    try {
      return await inSpan('transaction', {}, (span) =>
        this.untilCommitted((current) => this.once(current, work, span === undefined ? told : inside(span, told))),
      );
    } finally {
      done();
    }
  }

  private async untilCommitted<T>(once: (attempt: Attempt) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.context.store.attempt(once);
      } catch (error) {
        if (!mayRepeat(error, attempt)) throw error;
        await this.context.machine.sleep(backOffMs(attempt, 500));
      }
    }
  }

  private async once<T>(attempt: Attempt, work: (work: UseCaseWork) => Promise<T>, cause: Cause): Promise<T> {
    const rows: OutboxRow[] = [];
    const say = (saying: Saying, version: number): void => {
      rows.push(this.rowOf({ saying, version, index: rows.length, cause }));
      if (isTracing()) tellSpan({ events: rows.length, clinicId: saying.clinicId, ...idsIn(saying.data) });
    };
    const result = await work({ within: attempt.within, writes: attempt.writes, say });
    attempt.publish(rows);
    return result;
  }

  private rowOf(said: {
    readonly saying: Saying;
    readonly version: number;
    readonly index: number;
    readonly cause: Cause;
  }): OutboxRow {
    const { clock, machine, service } = this.context;
    return rowOf({
      saying: said.saying,
      head: { id: newId(), source: `/aftercare/${service}`, time: clock.now(), ...said.cause },
      order: { version: said.version, index: said.index },
      createdAt: new Date(machine.nowMs()),
    });
  }
}

/** What is said in a transaction follows from it. */
const inside = (span: OpenSpan, cause: Cause): Cause => ({ ...cause, traceparent: span.traceparent });

const mayRepeat = (error: unknown, attempt: number): boolean =>
  (error instanceof ConflictError && attempt < CONFLICT_ATTEMPTS) ||
  (error instanceof StoreUnavailableError && attempt < OUTAGE_ATTEMPTS);
