import { flagClearedV1, flagOverdueV1, flagRaisedV1 } from '@aftercare/contracts';
import type { EventOf } from '@aftercare/contracts';
import { hashId } from '@aftercare/kernel';
import type { ClinicKey } from '@aftercare/kernel';
import { Reaction } from '@aftercare/messaging';
import type { Change, Decision, Loaded, Transaction, UnitOfWork } from '@aftercare/messaging';
import { Injectable } from '@nestjs/common';
import { StaffNotices } from './staff-notices.js';
import type { StaffNotice } from './staff-notices.js';

const flagEvents = [flagRaisedV1, flagClearedV1, flagOverdueV1] as const;
type FlagEvent = EventOf<(typeof flagEvents)[number]>;
type RaisedEvent = EventOf<typeof flagRaisedV1>;

/** `nothing`: somebody cleared the flag before anybody was told, as when events of days are read at once. */
type Owed = StaffNotice | 'nothing';

/** A flag for before the next visit waits in the console; the others want somebody sooner than that. */
const WORDS: Readonly<Record<RaisedEvent['data']['level'], StaffNotice['what'] | undefined>> = {
  E: 'look-now',
  U: 'look-today',
  R: undefined,
};

/** Asks a clinic's own people to open their console when a flag wants somebody soon, and once more when nobody came. Never says what it is about. */
@Injectable()
export class TellOfFlags extends Reaction<Owed, (typeof flagEvents)[number]> {
  override readonly name = 'tell-of-flags';
  override readonly consumes = flagEvents;

  constructor(private readonly notices: StaffNotices) {
    super();
  }

  override keyOf({ type, clinicid: clinicId, data }: FlagEvent): ClinicKey {
    const about = type === flagOverdueV1.type ? 'flag-overdue' : 'flag';
    return { clinicId, id: hashId(about, clinicId, data.flagId) };
  }

  override facts(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  override load(keys: readonly ClinicKey[], within: Transaction): Promise<ReadonlyMap<string, Loaded<Owed>>> {
    return this.notices.many(keys, within);
  }

  override decide(state: Owed | undefined, event: FlagEvent): Decision<Owed> {
    return { state: this.owedAfter(state, event), says: [] };
  }

  /** What was written down before is told or about to be; only what is new is written. */
  override save(changes: readonly Change<Owed>[], work: UnitOfWork): void {
    for (const { before, after } of changes)
      if (before === undefined && after !== 'nothing') this.notices.write(after, work);
  }

  private owedAfter(state: Owed | undefined, event: FlagEvent): Owed | undefined {
    if (event.type === flagClearedV1.type) return 'nothing';
    const what = event.type === flagOverdueV1.type ? 'still-waiting' : WORDS[event.data.level];
    if (what === undefined) return state;
    return state ?? { ...this.keyOf(event), what, at: new Date(event.data.at) };
  }
}
