interface Entry {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
}

/** What will happen outside of the service, by instants of product time. */
export class Agenda {
  private readonly entries: Entry[] = [];
  private order = 0;

  at(instant: Date, act: () => void): void {
    this.order += 1;
    this.entries.push({ at: instant.getTime(), order: this.order, act });
  }

  get nextMs(): number | undefined {
    return this.entries.length === 0 ? undefined : Math.min(...this.entries.map(({ at }) => at));
  }

  /** Everything up to an instant, in order. */
  take(untilMs: number): void {
    for (;;) {
      const due = this.entries.filter(({ at }) => at <= untilMs);
      const [first] = due.sort((one, other) => one.at - other.at || one.order - other.order);
      if (first === undefined) return;
      this.entries.splice(this.entries.indexOf(first), 1);
      first.act();
    }
  }
}
