import type { GroupCounters } from '../runtime/counters.js';

/** What readiness and metrics ask the messaging of this process. */
export abstract class ReactionHealth {
  /** Empty when every reaction's consumer is alive, none is paused, and what is written goes out. */
  abstract problems(): readonly string[];
  /** Per consumer group, since the process started. */
  abstract counters(): ReadonlyMap<string, Readonly<GroupCounters>>;
}
