import type { MachineTime } from '@aftercare/kernel';
import type { Agenda } from '../domain/agenda.js';
import type { OutsideWorld } from '../http/outside-world.js';
import type { RecordKeeper } from './record-keeper.js';

/** What everybody in the demo shares. */
export interface Run {
  readonly publicUrl: string;
  readonly world: OutsideWorld;
  readonly agenda: Agenda;
  readonly keeper: RecordKeeper;
  readonly machine: MachineTime;
  /** The instant of the present step. */
  now(): Date;
  /** First and last day that visits may fall on, in each clinic's own calendar. */
  readonly days: { readonly first: string; readonly last: string };
  /** Nothing is begun at or after this instant. */
  readonly until: Date;
}
