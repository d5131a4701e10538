import type { SeededRandom } from '@aftercare/testing';
import type { Agenda } from './agenda.js';
import type { Facts } from './facts.js';
import type { Teller } from './teller.js';
import type { WorldClock } from './world-clock.js';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;

/** What everybody outside of the service shares. */
export interface Outside {
  readonly agenda: Agenda;
  readonly clock: WorldClock;
  readonly random: SeededRandom;
  readonly facts: Facts;
  readonly teller: Teller;
  /** Now, or, by luck, in the moment before the next message to this client falls due: there things collide. */
  readonly atBadMoment: (client: { readonly clinicId: string; readonly clientRef: string }, act: () => void) => void;
}
