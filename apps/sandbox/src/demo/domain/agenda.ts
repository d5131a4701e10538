/** Something that somebody means to do. */
export interface Intent {
  /** Whose act it is: each does one thing after another. */
  readonly who: string;
  readonly what: string;
  readonly run: () => Promise<void>;
}

/** One act of somebody at an instant. */
export interface Act extends Intent {
  readonly at: Date;
}

/**
 * What people have planned, by instant. Acts of one instant are ordered by who does them and, of one person, as planned:
 * the order in which plans were made depends on which answer came first, and would make two runs of one seed differ.
 */
export class Agenda {
  /** The first instant of the run. */
  constructor(readonly startedAt: Date) {}

  private readonly acts = new Map<number, Act[]>();

  plan(at: Date, intent: Intent): void {
    const instant = at.getTime();
    const known = this.acts.get(instant);
    const act: Act = { at, ...intent };
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
    const acts = due.flatMap((instant) => (this.acts.get(instant) ?? []).toSorted(byWho));
    for (const instant of due) this.acts.delete(instant);
    return acts;
  }
}

const byWho = (one: Act, other: Act): number => {
  if (one.who === other.who) return 0;
  return one.who < other.who ? -1 : 1;
};
