import type { DataOf, Envelope, EventContract } from '@aftercare/contracts';
import type { SeededRandom } from '@aftercare/testing';
import type { Agenda } from './agenda.js';
import type { EventLog } from './event-log.js';
import type { WorldClock } from './world-clock.js';

/** Minutes until what a service said lies in the log: nearly always at once, its relay may be away. */
const LAGS: readonly [number, ...number[]] = [0, 0, 0, 0, 0, 0, 1, 30, 300];

/** The outboxes of the other services: what they say comes into the log in order, and late now and then. */
export class Teller {
  private readonly lastMs = new Map<string, number>();

  constructor(
    private readonly log: EventLog,
    private readonly clock: WorldClock,
    private readonly agenda: Agenda,
    private readonly random: SeededRandom,
  ) {}

  /** Answers with the id of the event. */
  tell<C extends EventContract>(contract: C, clinicId: string, data: DataOf<C>): string {
    const said = this.log.say(contract, clinicId, { data, at: this.clock.now() });
    const lagMs = this.random.pick(LAGS) * this.random.between(0, 60_000);
    const atMs = Math.max(this.lastMs.get(said.topic) ?? 0, this.clock.ms + lagMs);
    this.lastMs.set(said.topic, atMs);
    this.append(said, atMs);
    return said.envelope.id;
  }

  private append(said: { readonly topic: string; readonly envelope: Envelope }, atMs: number): void {
    if (atMs <= this.clock.ms) this.log.append(said);
    else this.agenda.at(new Date(atMs), () => this.log.append(said));
  }
}
