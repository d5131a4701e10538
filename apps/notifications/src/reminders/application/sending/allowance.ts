interface Waiting {
  readonly start: () => void;
}

/** Lets at most so many calls run at a time; the rest waits in turns: a clinic with thousands does not keep the others waiting. */
export class Allowance {
  private running = 0;
  private count = 0;
  /** In order of turns: who was served goes to the end. */
  private readonly waiting = new Map<string, Waiting[]>();

  constructor(private readonly most: number) {}

  get pending(): number {
    return this.running + this.count;
  }

  async run<T>(who: string, work: () => Promise<T>): Promise<T> {
    if (this.running >= this.most) await new Promise<void>((start) => this.queue(who, { start }));
    else this.running += 1;
    try {
      return await work();
    } finally {
      // The place goes on to the next at once, or somebody who comes just now would take it as well.
      if (!this.next()) this.running -= 1;
    }
  }

  private queue(who: string, one: Waiting): void {
    this.count += 1;
    this.waiting.set(who, [...(this.waiting.get(who) ?? []), one]);
  }

  private next(): boolean {
    const [turn] = this.waiting;
    if (turn === undefined) return false;
    const [who, [first, ...rest]] = turn;
    this.waiting.delete(who);
    if (rest.length > 0) this.waiting.set(who, rest);
    this.count -= 1;
    first?.start();
    return true;
  }
}
