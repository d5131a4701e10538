import type { SeededRandom } from '@aftercare/testing';

/** Where a process dies: the places of the send path between which something could get lost or happen twice. */
export const POINTS = ['claim', 'call', 'result', 'promoter', 'relay', 'reaction'] as const;
export type Point = (typeof POINTS)[number];
export type Victim = 'notifications' | 'scheduling';

export interface Kill {
  readonly victim: Victim;
  readonly point: Point;
}

/** What a process is told: die at the n-th time that you stand there. */
export interface Order {
  readonly point: Point;
  readonly nth: number;
}

const kill = (victim: Victim, point: Point): Kill => ({ victim, point });
const SENDING = (['claim', 'call', 'result', 'promoter'] as const).map((point) => kill('notifications', point));

/** Every six are one of each point; relay and reaction are those of either service in turn. */
const ROUND: readonly Kill[] = [
  ...SENDING,
  kill('scheduling', 'relay'),
  kill('notifications', 'reaction'),
  ...SENDING,
  kill('notifications', 'relay'),
  kill('notifications', 'reaction'),
  ...SENDING,
  kill('scheduling', 'relay'),
  kill('scheduling', 'reaction'),
];

/** How many times a process may pass a point at most before it dies there. */
const MOST_PASSES: Readonly<Record<Point, number>> = {
  claim: 8,
  call: 20,
  result: 8,
  promoter: 8,
  relay: 8,
  reaction: 4,
};

/** Messages of a wave in which a process comes past its points that often. */
const FULL_WAVE = 1000;

export interface WaveOfKills {
  /** So many of the last kills are kept for later. */
  readonly reserve?: number;
  /** That fall due in it; with few of them a process passes its points a few times only. */
  readonly messages?: number;
}

/** The kills of a run in their order, and which of them are still to come. */
export class KillBook {
  private readonly open: Kill[];
  readonly size: number;

  constructor(
    kills: number,
    private readonly random: SeededRandom,
  ) {
    this.open = Array.from(
      { length: kills },
      (_, index) => ROUND[index % ROUND.length] ?? kill('notifications', 'call'),
    );
    this.size = kills;
  }

  get left(): number {
    return this.open.length;
  }

  /** An order for a process; undefined when this victim may live on. */
  orderFor(victim: Victim, points: readonly Point[], { reserve, messages }: WaveOfKills = {}): Order | undefined {
    const soon = this.open.slice(0, Math.max(0, this.open.length - (reserve ?? 0)));
    const fitting = soon.filter((one) => one.victim === victim && points.includes(one.point));
    const chosen = fitting[this.random.between(0, Math.max(0, fitting.length - 1))];
    if (chosen === undefined) return undefined;
    const most = Math.max(1, Math.round(MOST_PASSES[chosen.point] * Math.min(1, (messages ?? FULL_WAVE) / FULL_WAVE)));
    return { point: chosen.point, nth: this.random.between(1, most) };
  }

  /** It died there. Where two processes were sent to one point at once, both may die for one kill: the second is one more than planned. */
  done(victim: Victim, point: Point): void {
    const index = this.open.findIndex((one) => one.victim === victim && one.point === point);
    if (index !== -1) this.open.splice(index, 1);
  }
}
