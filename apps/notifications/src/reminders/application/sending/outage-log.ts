import type { Channel } from '../../domain/reminder.js';

/** A provider that takes nothing of a clinic's. */
export interface Outage {
  readonly clinicId: string;
  readonly channel: Channel;
  readonly since: Date;
}

/** Outages by clinic, for staff: one that goes on is one, whoever meets it. */
export abstract class OutageLog {
  /** How often this process wrote here: without it nothing else is untold. */
  abstract readonly saves: number;
  abstract begin(outage: Outage): Promise<void>;
  /** The provider is back, for all clinics. */
  abstract end(channel: Channel, at: Date): Promise<void>;
  /** What goes on since then or longer and was told to nobody. */
  abstract untold(since: Date): Promise<readonly Outage[]>;
  abstract firstUntold(): Promise<Date | undefined>;
  /** The claim: false when somebody told it before, or it is over. */
  abstract tell(outage: Outage): Promise<boolean>;
  /** What goes on at a clinic. */
  abstract of(clinicId: string): Promise<readonly Outage[]>;
}
