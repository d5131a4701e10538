/** What every contestant has alike: the provider that counts, and the watch over what is durable. */

/** @typedef {{ uri: string, prefix: string, brokers: string, redisUrl: string, ownersUrl: string }} Where */

/** @returns {Where} */
export const where = () => JSON.parse(process.argv[2] ?? '{}');

/** Takes every message at once, and writes down which and when. */
export class CountingProvider {
  ids = [];
  at = [];

  /** @param {string} id */
  async take(id) {
    this.at.push(Date.now());
    this.ids.push(id);
    return `SM${String(this.ids.length).padStart(32, '0')}`;
  }
}

/** @param {number} done rows that are durable by now */
const now = (done) => ({ at: performance.now(), cpu: process.cpuUsage(), done });

/** One batch of due rows: tells the parent when the last of them is durable. */
export class Batch {
  settled = 0;
  from = now(0);
  isWarm = false;
  count = 0;

  /** @param {CountingProvider} provider */
  constructor(provider) {
    this.provider = provider;
  }

  /** @param {number} count how many rows there will be */
  begin(count) {
    this.provider.ids = [];
    this.provider.at = [];
    this.settled = 0;
    this.from = now(0);
    this.isWarm = false;
    this.count = count;
  }

  /**
   * The clock starts with the first quarter: code and caches are warm then.
   * @param {number} more rows whose result is durable
   */
  settle(more) {
    this.settled += more;
    if (this.settled < this.count) {
      if (!this.isWarm && this.settled >= this.count / 4) [this.isWarm, this.from] = [true, now(this.settled)];
      return;
    }
    const { user, system } = process.cpuUsage(this.from.cpu);
    const sends = this.count - this.from.done;
    const seconds = (performance.now() - this.from.at) / 1000;
    process.send?.({
      ...{ ids: this.provider.ids, at: this.provider.at },
      ...{ perSecond: sends / seconds, cpuMsPerSend: (user + system) / 1000 / sends },
      rssMb: process.memoryUsage.rss() / 1024 / 1024,
    });
  }
}

/**
 * Ready; then one batch after another, as the parent says.
 * @param {{ batch: Batch, start?: () => void, stop: () => Promise<void> }} contestant
 */
export function serve({ batch, start, stop }) {
  process.on('message', (message) => {
    if (message.stop) void stop().then(() => process.exit(0));
    else {
      batch.begin(message.count);
      start?.();
      process.send?.({ begun: true });
    }
  });
  process.send?.({ ready: true });
}
