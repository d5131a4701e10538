/** One act of a person at an instant. */
export interface Act {
  readonly at: Date;
  readonly what: string;
  readonly run: () => Promise<void>;
}

/** What people have planned, by instant. Acts of one instant keep the order in which they were planned. */
export class Agenda {
  /** The first instant of the run. */
  constructor(readonly startedAt: Date) {}

  private readonly acts = new Map<number, Act[]>();

  plan(at: Date, what: string, run: () => Promise<void>): void {
    const instant = at.getTime();
    const known = this.acts.get(instant);
    const act: Act = { at, what, run };
    if (known === undefined) this.acts.set(instant, [act]);
    else known.push(act);
  }

  nextAt(): Date | undefined {
    if (this.acts.size === 0) return undefined;
    return new Date([...this.acts.keys()].reduce((least, one) => Math.min(least, one), Infinity));
  }

  /** Takes everything planned at or before an instant off the agenda. */
  take(until: Date): readonly Act[] {
    const due = [...this.acts.keys()].filter((instant) => instant <= until.getTime()).sort((a, b) => a - b);
    const acts = due.flatMap((instant) => this.acts.get(instant) ?? []);
    for (const instant of due) this.acts.delete(instant);
    return acts;
  }
}
