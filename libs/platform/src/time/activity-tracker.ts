import { Activity } from '@aftercare/kernel';

type Watch = () => number | Promise<number>;

/** One piece of work under way. */
interface Piece {
  readonly what: string;
  readonly whenDone: (() => void)[];
}

/** What the director reads of one process. Offsets are decimal strings, since they do not fit a JSON number for ever. */
export interface ActivitySnapshot {
  /** Everything under way or pending; 0 means quiet. */
  readonly busy: number;
  /** The same by name, for the dump of a stuck step. */
  readonly working: Readonly<Record<string, number>>;
  readonly counters: Readonly<Record<string, number>>;
  /** Next offset by `topic/partition`. */
  readonly published: Readonly<Record<string, string>>;
  /** By consumer group, next offset by `topic/partition`. */
  readonly handled: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const raise = (offsets: Map<string, bigint>, key: string, next: bigint): void => {
  if (next > (offsets.get(key) ?? -1n)) offsets.set(key, next);
};

const texts = (offsets: ReadonlyMap<string, bigint>): Record<string, string> =>
  Object.fromEntries([...offsets].map(([key, next]) => [key, next.toString()]));

/** Counts what this process is doing. Cheap enough to run always, also where nobody asks. */
export class ActivityTracker extends Activity {
  private readonly open = new Set<Piece>();
  private readonly counters = new Map<string, number>();
  private readonly publishedOffsets = new Map<string, bigint>();
  private readonly handledOffsets = new Map<string, Map<string, bigint>>();
  private readonly watches = new Map<string, Watch>();
  private readonly waiting: (() => void)[] = [];
  private changes = 0;
  /** The state in which all watches were last seen at 0. */
  private calmAt = -1;

  override begin(what: string): () => void {
    this.changes += 1;
    const piece: Piece = { what, whenDone: [] };
    this.open.add(piece);
    return () => {
      if (!this.open.delete(piece)) return;
      for (const done of piece.whenDone) done();
      if (!this.isRunning) for (const resolve of this.waiting.splice(0)) resolve();
    };
  }

  override count(what: string, by = 1): void {
    this.counters.set(what, (this.counters.get(what) ?? 0) + by);
  }

  override published(topic: string, partition: number, nextOffset: bigint): void {
    raise(this.publishedOffsets, `${topic}/${partition}`, nextOffset);
  }

  override handled(group: string, topic: string, partition: number, nextOffset: bigint): void {
    const offsets = this.handledOffsets.get(group) ?? new Map<string, bigint>();
    this.handledOffsets.set(group, offsets);
    raise(offsets, `${topic}/${partition}`, nextOffset);
  }

  override watch(what: string, pending: Watch): void {
    this.watches.set(what, pending);
  }

  /** Rises whenever work begins: while it stands still and nothing runs, nothing in this process's stores can have changed. */
  get state(): number {
    return this.changes;
  }

  /** Nothing runs, and nothing has begun since all watches saw nothing. */
  get isCalm(): boolean {
    return !this.isRunning && this.calmAt === this.changes;
  }

  get isRunning(): boolean {
    return this.open.size > 0;
  }

  /** Resolves when nothing that called `begin` is open any more; watches are not asked. */
  idle(): Promise<void> {
    return this.isRunning ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve();
  }

  /** Resolves when all that is open now has ended, whatever begins meanwhile. */
  async inHandDone(): Promise<void> {
    await Promise.all([...this.open].map((piece) => new Promise<void>((resolve) => piece.whenDone.push(resolve))));
  }

  async snapshot(): Promise<ActivitySnapshot> {
    const working = new Map(await this.pending());
    for (const { what } of this.open) working.set(what, (working.get(what) ?? 0) + 1);
    return {
      busy: [...working.values()].reduce((sum, number) => sum + number, 0),
      working: Object.fromEntries(working),
      counters: Object.fromEntries(this.counters),
      published: texts(this.publishedOffsets),
      handled: Object.fromEntries([...this.handledOffsets].map(([group, offsets]) => [group, texts(offsets)])),
    };
  }

  /** What the watches see above 0. They are not asked again while nothing has begun since all of them saw nothing. */
  private async pending(): Promise<readonly (readonly [string, number])[]> {
    const { state, isRunning } = this;
    if (!isRunning && state === this.calmAt) return [];
    const seen = await Promise.all([...this.watches].map(async ([what, watch]) => [what, await watch()] as const));
    const above = seen.filter(([, number]) => number > 0);
    if (above.length === 0 && !isRunning && !this.isRunning && state === this.state) this.calmAt = state;
    return above;
  }
}
