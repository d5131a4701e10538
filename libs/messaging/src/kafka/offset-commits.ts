/** Where a group goes on in a partition; `topic` with its prefix, `offset` decimal. */
export interface NextOffset {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
}

const placeOf = ({ topic, partition }: NextOffset): string => `${topic}/${partition}`;

/**
 * Tells the broker how far a consumer has come: everything that ended since the last time in one request, one request at a time.
 * No batch waits for it, since an offset only spares reading again: whoever reads events twice knows them by the inbox.
 */
export class OffsetCommits {
  private readonly waiting = new Map<string, NextOffset>();
  private sending: Promise<void> | undefined;
  private failure: Error | undefined;
  /** How often the partitions were dealt anew. */
  private deals = 0;

  constructor(private readonly commit: (offsets: NextOffset[]) => Promise<void>) {}

  ended(next: NextOffset): void {
    this.waiting.set(placeOf(next), next);
  }

  /** Resolves when what has ended so far is committed, or has failed; a failure waits for `check`. */
  async flush(): Promise<void> {
    while (this.sending !== undefined) await this.sending;
    if (this.waiting.size === 0) return;
    const offsets = [...this.waiting.values()];
    this.waiting.clear();
    this.sending = this.send(offsets);
    await this.sending;
  }

  /** Throws what the last request failed of, once, so that the next batch fails of it as if it had waited. */
  check(): void {
    const { failure } = this;
    this.failure = undefined;
    if (failure !== undefined) throw failure;
  }

  /** The partitions were dealt anew: what was not committed is read again, by whoever has them now. */
  forget(): void {
    this.deals += 1;
    this.waiting.clear();
    this.failure = undefined;
  }

  private async send(offsets: readonly NextOffset[]): Promise<void> {
    const { deals } = this;
    try {
      await this.commit([...offsets]);
    } catch (error) {
      if (deals === this.deals) this.failed(error, offsets);
    } finally {
      this.sending = undefined;
    }
  }

  /** They go again with the next request, unless the partition has come further. */
  private failed(error: unknown, offsets: readonly NextOffset[]): void {
    this.failure = error instanceof Error ? error : new Error(String(error));
    for (const offset of offsets) if (!this.waiting.has(placeOf(offset))) this.ended(offset);
  }
}
