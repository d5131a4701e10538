import type { EventContract, EventOf } from '@aftercare/contracts';
import { fold } from '../fold.js';
import { isConcernOf, nameOf, type Change, type Reaction, type Saying } from '../reaction.js';
import type { Store } from '../store/store.js';
import { MemoryStore } from './memory-store.js';

export interface ReactionRun<TState> {
  readonly changes: readonly Change<TState>[];
  readonly says: readonly Saying[];
}

/**
 * Runs a reaction over events as the runtime does (facts, load, fold, save in one transaction), without envelopes and inbox.
 * `facts` stand in for what the reaction would look up; `store` is what its `load` reads, usually that of InMemoryTransactions.
 */
export const runReaction = async <TState, TContract extends EventContract, TFacts>(
  reaction: Reaction<TState, TContract, TFacts>,
  all: readonly EventOf<TContract>[],
  given: { readonly facts?: TFacts; readonly store?: Store } = {},
): Promise<ReactionRun<TState>> => {
  const events = all.filter((event) => isConcernOf(reaction, event));
  const facts = given.facts ?? (await reaction.facts(events));
  return (given.store ?? new MemoryStore()).attempt(async (attempt) => {
    const keys = new Map(events.map((event) => reaction.keyOf(event)).map((key) => [nameOf(key), key]));
    const loaded = await reaction.load([...keys.values()], attempt.within);
    const { changes, said } = fold(reaction, { loaded, events, facts });
    reaction.save(changes, attempt.writes);
    return { changes, says: said.map((one) => one.saying) };
  });
};
