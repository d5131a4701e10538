import type { MachineTime } from '@aftercare/kernel';
import type { TestDatabase } from '@aftercare/testing';
import { inTurns } from './load/desk.js';
import type { Desk } from './load/desk.js';
import type { ProviderWeather } from './load/provider-weather.js';
import type { Visit } from './oracle/owed.js';
import { owedFor } from './oracle/owed.js';
import { countDue } from './oracle/read-stores.js';
import type { KillBook, Point, Victim, WaveOfKills } from './plan/kill-book.js';
import type { ChaosStack, Death } from './stack/chaos-stack.js';
import { appOf } from './stack/environment.js';
import type { Slot } from './stack/environment.js';
import type { ProductTime } from './stack/product-time.js';

export type EngineFault = 'redis' | 'mongodb' | 'kafka';

/** What a run can do to the engines. */
export interface EngineHands {
  /** Deletes all that Redis holds for this run. */
  wipeRedis(): Promise<void>;
  /** kill -9, and up again with the same data. */
  crash(engine: 'mongodb' | 'kafka'): Promise<void>;
}

export interface StormParts {
  readonly stack: ChaosStack;
  readonly book: KillBook;
  readonly desks: readonly Desk[];
  readonly weather: ProviderWeather;
  readonly hands: EngineHands;
  readonly database: TestDatabase;
  readonly time: ProductTime;
  readonly machine: MachineTime;
  readonly say: (line: string) => void;
}

export interface StormPlan {
  /** Owed messages, at least. */
  readonly reminders: number;
  readonly waves: number;
  /** One a wave, as far as they reach. */
  readonly faults: readonly EngineFault[];
}

type Phase = 'booking' | 'sending';

/** Where there is work to die in. */
const POINTS_OF: Readonly<Record<Phase, Readonly<Record<Victim, readonly Point[]>>>> = {
  booking: { scheduling: ['relay', 'reaction'], notifications: ['reaction'] },
  sending: {
    scheduling: ['relay', 'reaction'],
    notifications: ['claim', 'call', 'result', 'promoter', 'relay', 'reaction'],
  },
};
const VICTIMS = ['scheduling', 'notifications-1', 'notifications-2'] as const;
const victimOf = (slot: Slot): Victim => (appOf(slot) === 'scheduling' ? 'scheduling' : 'notifications');

/** Everything was down for that long, product time: what a wave booked falls due while nobody is there. */
const DOWN_MS = 7 * 60_000;
/** A process that has not met its point by then gets another one. Real time. */
const REARM_MS = 8000;
const LOOK_MS = 500;
/** Longer than a shard's lease: somebody else has taken over, or nothing is left to do. */
const CALM_LOOKS = 6;
/** Real time after which a wave ends, whatever is left for the next. */
const WAVE_MS = 600_000;
/** Waves beyond the plan, for kills that found no work yet. */
const MOST_EXTRA_WAVES = 30;
const EXTRA_VISITS = 60;

/** Waves of bookings that fall due, while processes die at chosen points, engines fail and the provider misbehaves. */
export class Storm {
  readonly visits: Visit[] = [];
  readonly deaths: Death[] = [];
  readonly faults: EngineFault[] = [];
  blackouts = 0;
  private phase: Phase = 'booking';
  private kills: WaveOfKills = {};
  private isOver = false;

  constructor(
    private readonly parts: StormParts,
    private readonly plan: StormPlan,
  ) {
    parts.stack.onDeath = (death) => this.died(death);
    parts.stack.onUp = (slot) => this.arm(slot);
  }

  /** `meanwhile`: done to the ledger behind the product's back, to see whether the oracle notices. */
  async run(meanwhile: () => Promise<void>): Promise<void> {
    const rearming = this.keepArming();
    const { waves, reminders } = this.plan;
    for (let wave = 0; wave < waves; wave += 1) {
      await this.wave(wave, Math.ceil((reminders * (wave + 1)) / waves));
      if (wave === 0) await meanwhile();
    }
    for (let extra = 0; this.parts.book.left > 0 && extra < MOST_EXTRA_WAVES; extra += 1)
      await this.wave(waves + extra, this.owed + EXTRA_VISITS);
    this.isOver = true;
    await rearming;
  }

  get killsLeft(): number {
    return this.parts.book.left;
  }

  get owed(): number {
    return owedFor(this.visits).length;
  }

  private async wave(index: number, owed: number): Promise<void> {
    const { book, stack, weather, say } = this.parts;
    const reserve = Math.max(0, book.size - Math.ceil((book.size * (index + 1)) / this.plan.waves));
    this.kills = { reserve, messages: owed - this.owed };
    const fault = this.plan.faults[index];
    this.enter('booking');
    await Promise.all([this.bookUntil(owed), fault === 'kafka' ? this.fail(fault) : undefined]);
    await this.settle(['reaction', 'relay']);
    this.enter('sending');
    await stack.blackout(DOWN_MS);
    this.blackouts += 1;
    weather.begin();
    await Promise.all([this.drain(), fault === undefined || fault === 'kafka' ? undefined : this.fail(fault)]);
    await weather.end();
    say(`wave ${index + 1}: ${this.owed} owed, ${book.size - book.left} of ${book.size} kills`);
  }

  private async bookUntil(owed: number): Promise<void> {
    const { desks } = this.parts;
    while (this.owed < owed) {
      // Most visits owe two messages; what a slow moment left without its reminder is made up by the next round.
      const missing = Math.ceil((owed - this.owed) / 2);
      await inTurns(missing, async (turn) => {
        const visit = await desks[turn % desks.length]?.bookNext();
        if (visit !== undefined) this.visits.push(visit);
      });
    }
  }

  /** Waits a little for deaths that only a running stream of events brings. */
  private async settle(points: readonly Point[]): Promise<void> {
    const { machine, book } = this.parts;
    const isWaiting = (): boolean =>
      VICTIMS.some((slot) => book.orderFor(victimOf(slot), points, this.kills) !== undefined);
    for (let look = 0; look < CALM_LOOKS && isWaiting(); look += 1) await machine.sleep(LOOK_MS);
  }

  /** Until nothing that is due waits any more, for a while. */
  private async drain(): Promise<void> {
    const { machine, database, time } = this.parts;
    const began = machine.nowMs();
    for (let calm = 0; calm < CALM_LOOKS && machine.nowMs() - began < WAVE_MS;) {
      const due = await countDue(database, time.now()).catch(() => 1);
      calm = due === 0 ? calm + 1 : 0;
      await machine.sleep(LOOK_MS);
    }
  }

  private async fail(fault: EngineFault): Promise<void> {
    const { hands, say, machine } = this.parts;
    await machine.sleep(2 * LOOK_MS);
    if (fault === 'redis') await hands.wipeRedis();
    else await hands.crash(fault);
    this.faults.push(fault);
    say(fault === 'redis' ? 'Redis wiped' : `${fault} killed and up again`);
  }

  private enter(phase: Phase): void {
    this.phase = phase;
    for (const slot of VICTIMS) this.arm(slot);
  }

  private arm(slot: Slot): void {
    const victim = victimOf(slot);
    if (slot === 'sandbox' || slot === 'gateway') return;
    const order = this.isOver ? undefined : this.parts.book.orderFor(victim, POINTS_OF[this.phase][victim], this.kills);
    this.parts.stack.arm(slot, order);
  }

  private async keepArming(): Promise<void> {
    while (!this.isOver) {
      await this.parts.machine.sleep(REARM_MS);
      for (const slot of VICTIMS) this.arm(slot);
    }
    for (const slot of VICTIMS) this.arm(slot);
  }

  private died(death: Death): void {
    this.deaths.push(death);
    if (death.point !== undefined) this.parts.book.done(victimOf(death.slot), death.point);
    this.parts.say(`${death.slot} died: ${death.where}`);
  }
}
