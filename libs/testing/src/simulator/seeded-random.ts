/** Numbers that follow from a seed: the same seed, the same run. Mulberry32; not for secrets. */
export class SeededRandom {
  private state: number;

  constructor(seed: number) {
    this.state = (seed ^ 0x9e3779b9) >>> 0;
    // Neighbouring seeds shall not begin alike.
    for (let round = 0; round < 4; round += 1) this.next();
  }

  /** In [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<L extends readonly [unknown, ...unknown[]]>(list: L): L[number] {
    return list[Math.floor(this.next() * list.length)];
  }

  /** A stream of its own, so that drawing more here changes nothing there. */
  fork(): SeededRandom {
    return new SeededRandom(this.between(0, 0xffffffff));
  }
}
