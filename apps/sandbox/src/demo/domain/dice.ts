import { createHash } from 'node:crypto';

/** Seeded randomness: the same seed and name always roll the same, whatever others roll. */
export class Dice {
  private state: number;

  constructor(private readonly seed: string) {
    this.state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  }

  /** Dice of their own for one person or visit, so that a change elsewhere does not reshuffle them. */
  fork(name: string): Dice {
    return new Dice(`${this.seed}/${name}`);
  }

  /** Uniform in [0, 1): mulberry32, a public-domain generator. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.next() * choices.length)] ?? choices[0];
  }

  /** Picks by weight; the weights need not add up to 1. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T {
    const entries = Object.entries<number>(weights);
    let rest = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [name, weight] of entries) {
      rest -= weight;
      if (rest < 0) return name as T; // the keys of a Record<T, number> are T
    }
    return (entries.at(-1)?.[0] ?? '') as T; // only reached by rounding
  }
}
