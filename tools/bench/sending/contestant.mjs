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

/** One batch of due rows: tells the parent when the last of them is durable. */
export class Batch {
  settled = 0;
  /** @type {{ at: number, cpu: NodeJS.CpuUsage, settled: number } | undefined} */
  started;
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
    this.started = undefined;
    this.count = count;
  }

  /** The clock starts with the first quarter: code and caches are warm then. @param {number} more rows whose result is durable */
  settle(more) {
    this.settled += more;
    if (!this.started) {
      if (this.settled >= this.count / 4)
        this.started = { at: performance.now(), cpu: process.cpuUsage(), settled: this.settled };
      return;
    }
    if (this.settled !== this.count) return;
    const { user, system } = process.cpuUsage(this.started.cpu);
    const sends = this.count - this.started.settled;
    const seconds = (performance.now() - this.started.at) / 1000;
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
