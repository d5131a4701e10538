import { createEvent, defineEvent, type Envelope, type EventOf } from '@aftercare/contracts';
import { newId, type ClinicKey } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import * as z from 'zod';
import {
  nameOf,
  Reaction,
  say,
  type Change,
  type Decision,
  type Loaded,
  type Transaction,
  type UnitOfWork,
} from '../reaction.js';

/** One step in the life of a thing; `seq` counts them per thing, so that order and completeness can be read from the state. */
export const thingMovedV1 = defineEvent({
  type: 'aftercare.trial.thing.moved.v1',
  topic: 'trial.things',
  summary: 'A thing moved on by one step.',
  data: z.object({ thingId: z.string().min(1), seq: z.int().nonnegative() }),
  partitionKey: (data) => data.thingId,
});

/** What the reaction says about each step. */
export const thingCountedV1 = defineEvent({
  type: 'aftercare.trial.thing.counted.v1',
  topic: 'trial.counts',
  summary: 'A step was counted.',
  data: z.object({ thingId: z.string(), seq: z.int(), count: z.int() }),
  partitionKey: (data) => data.thingId,
});

export type ThingEvent = EventOf<typeof thingMovedV1>;
export interface Thing {
  /** Every step that took effect, in the order in which it did. */
  readonly seqs: readonly number[];
}

/** What a test may do to the reaction. */
export class Knobs {
  /** Runs inside the transaction, between load and decide. */
  afterLoad: (keys: readonly ClinicKey[]) => Promise<void> = () => Promise.resolve();
  decide: (event: ThingEvent) => void = () => undefined;
  facts: () => Promise<void> = () => Promise.resolve();
  concerns: (event: ThingEvent) => boolean = () => true;
}

/** Reads the things of a store; one adapter per engine. */
export abstract class Things {
  abstract load(keys: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, Loaded<Thing>>>;
}

@Injectable()
export class CountThings extends Reaction<Thing, typeof thingMovedV1> {
  override readonly name: string = 'count-things';
  override readonly consumes = [thingMovedV1] as const;

  constructor(
    private readonly things: Things,
    private readonly knobs: Knobs,
  ) {
    super();
  }

  override keyOf(event: ThingEvent): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.thingId };
  }

  override concerns(event: ThingEvent): boolean {
    return this.knobs.concerns(event);
  }

  override async facts(): Promise<undefined> {
    await this.knobs.facts();
  }

  override async load(keys: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, Loaded<Thing>>> {
    const loaded = await this.things.load(keys, within);
    await this.knobs.afterLoad(keys);
    return loaded;
  }

  override decide(state: Thing | undefined, event: ThingEvent): Decision<Thing> {
    this.knobs.decide(event);
    const { thingId, seq } = event.data;
    const seqs = [...(state?.seqs ?? []), seq];
    return { state: { seqs }, says: [say(thingCountedV1, event.clinicid, { thingId, seq, count: seqs.length })] };
  }

  override save(changes: readonly Change<Thing>[], work: UnitOfWork): void {
    for (const { key, before, after } of changes) work.put('things', key, after, before?.version);
  }
}

export const CLINIC = 'clinic-1';

/** An event as it lies in the log. */
export const thingMoved = (thingId: string, seq: number, id = newId()): Envelope =>
  createEvent(
    thingMovedV1,
    { thingId, seq },
    {
      id,
      source: '/aftercare/trial',
      time: new Date('2027-03-01T10:00:00Z'),
      clinicId: CLINIC,
      correlationId: `c-${id}`,
    },
  );

/** `steps` events for each of `things` things, in turn. */
export const movesOf = (things: number, steps: number): readonly Envelope[] =>
  Array.from({ length: steps * things }, (_, index) =>
    thingMoved(`thing-${index % things}`, Math.floor(index / things)),
  );

/** The steps 0..n-1 in order: each took effect exactly once. */
export const inOrder = (steps: number): readonly number[] => Array.from({ length: steps }, (_, seq) => seq);

export const stateOf = (document: { readonly seqs?: unknown }): Thing => ({
  seqs: z.array(z.number()).parse(document.seqs),
});
export const loadedAs = (
  documents: readonly {
    readonly _id: string;
    readonly clinicId: string;
    readonly version: number;
    readonly seqs?: unknown;
  }[],
): ReadonlyMap<string, Loaded<Thing>> =>
  new Map(
    documents.map((document) => [
      nameOf({ clinicId: document.clinicId, id: document._id }),
      { state: stateOf(document), version: document.version },
    ]),
  );
