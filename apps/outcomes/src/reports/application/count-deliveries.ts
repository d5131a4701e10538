import { reminderDeliveredV1, reminderFailedV1, reminderSentV1, type EventOf } from '@aftercare/contracts';
import type { ClinicKey } from '@aftercare/kernel';
import {
  Reaction,
  type Change,
  type Decision,
  type Loaded,
  type Transaction,
  type UnitOfWork,
} from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import type { Cell } from '../domain/first-report.js';
import { difference, NOTHING, plus, type Increments } from '../domain/increments.js';
import { countsOfTally, withWord, type Tally } from '../domain/tally.js';
import { writeIncrements } from './cell-deltas.js';
import { emptyTally } from './counting.js';
import { CounterCells, TallyStore } from './ports.js';

type DeliveryContract = typeof reminderSentV1 | typeof reminderDeliveredV1 | typeof reminderFailedV1;
type DeliveryEvent = EventOf<DeliveryContract>;

/** A tally with the cells that it counts in, as they were read. */
export interface CountedTally {
  readonly tally: Tally;
  readonly cells: ReadonlyMap<string, Loaded<Cell>>;
}

/** Takes from the messages of a survey whether one of them arrived. The order of the words does not matter. */
@Injectable()
export class CountDeliveries extends Reaction<CountedTally, DeliveryContract> {
  override readonly name = 'count-deliveries';
  override readonly consumes = [reminderSentV1, reminderDeliveredV1, reminderFailedV1];

  constructor(
    private readonly tallies: TallyStore,
    private readonly cells: CounterCells,
  ) {
    super();
  }

  override keyOf(event: DeliveryEvent): ClinicKey {
    return { clinicId: event.clinicid, id: event.data.surveyId ?? '' };
  }

  /** Most messages belong to no survey. */
  override concerns(event: DeliveryEvent): boolean {
    return event.data.surveyId !== undefined;
  }

  override async facts(): Promise<undefined> {
    return undefined;
  }

  override async load(
    keys: readonly ClinicKey[],
    within: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<CountedTally>>> {
    const tallies = await this.tallies.many(keys, within);
    const places = [...tallies.values()].flatMap(({ state }) =>
      [...countsOfTally(state).values()].map(({ cell }) => ({ clinicId: state.clinicId, cell })),
    );
    const cells = await this.cells.many(places, within);
    return new Map(
      [...tallies].map(([name, { state, version }]) => [name, { state: { tally: state, cells }, version }]),
    );
  }

  override decide(state: CountedTally | undefined, event: DeliveryEvent): Decision<CountedTally> {
    const { surveyId, clientRef, reminderId, channel } = event.data;
    if (surveyId === undefined) return { state, says: [] };
    const known = state ?? {
      // Instrument and technique are written when the survey ends; until then the tally counts nowhere.
      tally: emptyTally({ surveyId, clinicId: event.clinicid, clientRef, instrument: '', technique: undefined }),
      cells: new Map<string, Loaded<Cell>>(),
    };
    const tally = withWord(known.tally, {
      reminderId,
      channel,
      sent: event.type === 'aftercare.notifications.reminder.sent.v1',
      delivered: event.type === 'aftercare.notifications.reminder.delivered.v1',
      failed: event.type === 'aftercare.notifications.reminder.failed.v1',
    });
    return { state: tally === known.tally ? state : { ...known, tally }, says: [] };
  }

  /** Several surveys may count in one cell: their changes are added up first. */
  override save(changes: readonly Change<CountedTally>[], work: UnitOfWork): void {
    const increments = new Map<string, { add: Increments; read: ReadonlyMap<string, Loaded<Cell>> }>();
    for (const { key, before, after } of changes) {
      this.tallies.save(after.tally, before?.version, work);
      const news = difference(
        countsOfTally(after.tally),
        before === undefined ? NOTHING : countsOfTally(before.state.tally),
      );
      const known = increments.get(key.clinicId);
      increments.set(key.clinicId, {
        add: plus(known?.add ?? NOTHING, news),
        read: new Map([...(known?.read ?? []), ...after.cells]),
      });
    }
    for (const [clinicId, { add, read }] of increments)
      writeIncrements(this.cells, { clinicId, increments: add, read }, work);
  }
}
