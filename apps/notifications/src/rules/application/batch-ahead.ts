/** The next batch of a long job, found while the last one is still being written. It is kept for one place and given out once. */
export class BatchAhead<T> {
  private found: { readonly place: string; readonly batch: Promise<T | undefined> } | undefined;

  /** A search that fails is nothing found: whoever needs the batch looks again, and meets the reason. */
  begin(place: object, find: () => Promise<T>): void {
    this.found = { place: JSON.stringify(place), batch: find().catch(() => undefined) };
  }

  /** Undefined when another place is asked for, or the same one again. */
  async take(place: object): Promise<T | undefined> {
    const { found } = this;
    if (found?.place !== JSON.stringify(place)) return undefined;
    this.found = undefined;
    return found.batch;
  }

  /** Ends when nothing is being looked for any more. */
  async settle(): Promise<void> {
    await this.found?.batch;
  }
}
