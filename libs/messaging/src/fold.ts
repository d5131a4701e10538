import type { EventContract, EventOf } from '@aftercare/contracts';
import { isConcernOf, nameOf, type Change, type Loaded, type Reaction, type Saying } from './reaction.js';

/** A saying with the event that caused it, and its place: index among what that event said, and order among what the key said. */
export interface CausedSaying<TEvent> {
  readonly saying: Saying;
  readonly cause: TEvent;
  readonly ordinal: number;
  readonly order: { readonly version: number; readonly index: number };
}

export interface Folded<TState, TEvent> {
  readonly changes: readonly Change<TState>[];
  readonly said: readonly CausedSaying<TEvent>[];
}

/** `decide` or `keyOf` threw: the event at fault is known. */
export class DecisionError<TEvent = unknown> extends Error {
  constructor(
    readonly event: TEvent,
    override readonly cause: unknown,
  ) {
    super('a reaction could not decide about an event', { cause });
    this.name = 'DecisionError';
  }
}

/** An event, its key or what it says belong to different clinics. */
export class ForeignClinicError extends Error {
  override readonly name = 'ForeignClinicError';
}

interface Path<TState, TEvent> {
  readonly change: Omit<Change<TState>, 'after'>;
  after: TState | undefined;
  readonly said: Omit<CausedSaying<TEvent>, 'order'>[];
}

/** Pure: folds a batch per key in the order given. */
export const fold = <TState, TContract extends EventContract, TFacts>(
  reaction: Reaction<TState, TContract, TFacts>,
  given: {
    readonly loaded: ReadonlyMap<string, Loaded<TState>>;
    readonly events: readonly EventOf<TContract>[];
    readonly facts: TFacts;
  },
): Folded<TState, EventOf<TContract>> => {
  const paths = new Map<string, Path<TState, EventOf<TContract>>>();
  for (const event of given.events) {
    try {
      const key = keyWithin(reaction, event);
      const name = nameOf(key);
      const before = given.loaded.get(name);
      const path = paths.get(name) ?? { change: { key, before }, after: before?.state, said: [] };
      const decision = reaction.decide(path.after, event, given.facts);
      if (decision.state === undefined && path.after !== undefined)
        throw new TypeError('a state that exists cannot be decided away');
      path.said.push(
        ...decision.says.map((saying, ordinal) => ({
          saying: ofClinic(saying, event.clinicid),
          cause: event,
          ordinal,
        })),
      );
      path.after = decision.state;
      paths.set(name, path);
    } catch (error) {
      throw new DecisionError(event, error);
    }
  }
  return collected([...paths.values()]);
};

const keyWithin = <TState, TContract extends EventContract, TFacts>(
  reaction: Reaction<TState, TContract, TFacts>,
  event: EventOf<TContract>,
) => {
  const key = reaction.keyOf(event);
  if (key.clinicId !== event.clinicid) throw new ForeignClinicError('the key is of another clinic');
  return key;
};

const ofClinic = (saying: Saying, clinicId: string): Saying => {
  if (saying.clinicId !== clinicId) throw new ForeignClinicError('the saying is of another clinic');
  return saying;
};

const collected = <TState, TEvent>(paths: readonly Path<TState, TEvent>[]): Folded<TState, TEvent> => {
  const changes: Change<TState>[] = [];
  const said: CausedSaying<TEvent>[] = [];
  for (const { change, after, said: sayings } of paths) {
    const read = change.before;
    const changed = after !== undefined && after !== read?.state;
    if (changed) changes.push({ ...change, after });
    const version = (read?.version ?? 0) + (changed ? 1 : 0);
    said.push(...sayings.map((one, index) => ({ ...one, order: { version, index } })));
  }
  return { changes, said };
};

/** What a batch of events makes of the loaded states. For unit tests of reactions. */
export const foldBatch = <TState, TContract extends EventContract, TFacts>(
  reaction: Reaction<TState, TContract, TFacts>,
  loaded: ReadonlyMap<string, Loaded<TState>>,
  events: readonly EventOf<TContract>[],
  ...[facts]: TFacts extends undefined ? [facts?: TFacts] : [facts: TFacts]
): { readonly changes: readonly Change<TState>[]; readonly says: readonly Saying[] } => {
  const concerning = events.filter((event) => isConcernOf(reaction, event));
  const folded = fold(reaction, { loaded, events: concerning, facts: facts as TFacts });
  return { changes: folded.changes, says: folded.said.map((one) => one.saying) };
};
