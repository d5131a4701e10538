interface Entry {
  readonly at: number;
  readonly act: () => void;
}

/** What will happen outside of the service, by instants of product time. */
export class Agenda {
  /** The next one first. */
  private readonly entries: Entry[] = [];

  at(instant: Date, act: () => void): void {
    const at = instant.getTime();
    // Behind those of the same instant.
    const later = this.entries.findIndex((entry) => entry.at > at);
    this.entries.splice(later === -1 ? this.entries.length : later, 0, { at, act });
  }

  get nextMs(): number | undefined {
    return this.entries[0]?.at;
  }

  /** Everything up to an instant, in order. */
  take(untilMs: number): void {
    for (let next = this.entries[0]; next !== undefined && next.at <= untilMs; next = this.entries[0]) {
      this.entries.shift();
      next.act();
    }
  }
}
