import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { REMINDERS } from './reminder-document.js';
import type { ReminderDocument } from './reminder-document.js';

/** What waits, and the field that says until when. */
const WAITS = { planned: 'dueAt', held: 'dueAt', unknown: 'lookAt', sent: 'heardBy' } as const;
type Waiting = keyof typeof WAITS;

interface First {
  readonly state: Waiting;
  readonly at: Date;
}

const firstOf = (state: Waiting): mongo.Document[] => [
  // Nearly all sent rows wait for nothing any more; the partial index has only those that do.
  { $match: { state, [WAITS[state]]: { $exists: true } } },
  { $sort: { [WAITS[state]]: 1 } },
  { $limit: 1 },
  { $project: { _id: 0, state: 1, at: `$${WAITS[state]}` } },
];

const FIRSTS: mongo.Document[] = [
  ...firstOf('planned'),
  { $unionWith: { coll: REMINDERS, pipeline: firstOf('held') } },
  { $unionWith: { coll: REMINDERS, pipeline: firstOf('unknown') } },
  { $unionWith: { coll: REMINDERS, pipeline: firstOf('sent') } },
];

/** When the first row of each waiting state is due. The works that ask are asked together, so one query answers all of them. */
@Injectable()
export class NextTimes {
  private asked: Promise<readonly First[]> | undefined;

  constructor(private readonly collections: TenantCollections) {}

  async of(state: Waiting): Promise<Date | undefined> {
    this.asked ??= Promise.resolve().then(() => this.read());
    return (await this.asked).find((first) => first.state === state)?.at;
  }

  /** Whoever asks from here on, asks anew: an answer is never older than its question. */
  private read(): Promise<readonly First[]> {
    this.asked = undefined;
    return this.collections
      .system<ReminderDocument>(REMINDERS, 'due-work')
      .aggregate<First>([...FIRSTS])
      .toArray();
  }
}
