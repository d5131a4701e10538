/** What both contestants count: what the broker has acknowledged, and what is marked in the outbox. */
import { instant } from './outbox.mjs';

/** @returns {import('./outbox.mjs').Where & { count: number, rate?: number }} */
export const task = () => JSON.parse(process.argv[2] ?? '{}');

/** @param {number} done rows that are marked by now */
const now = (done) => ({ at: performance.now(), cpu: process.cpuUsage(), done });

export class Tally {
  ids = [];
  at = [];
  marked = 0;
  from = now(0);
  isWarm = false;

  /** @param {number} count rows in all */
  constructor(count) {
    this.count = count;
  }

  /** @param {readonly string[]} ids acknowledged by the broker just now */
  published(ids) {
    const at = instant();
    for (const id of ids) {
      this.ids.push(id);
      this.at.push(at);
    }
  }

  /**
   * The clock starts with the first quarter, when code is warm.
   * @param {number} more rows that are marked now
   */
  mark(more) {
    this.marked += more;
    if (this.marked < this.count) {
      if (!this.isWarm && this.marked >= this.count / 4) [this.isWarm, this.from] = [true, now(this.marked)];
      return;
    }
    const { user, system } = process.cpuUsage(this.from.cpu);
    const rows = this.count - this.from.done;
    const seconds = (performance.now() - this.from.at) / 1000;
    process.send?.({
      done: true,
      ...{ ids: this.ids, at: this.at, perSecond: rows / seconds, cpuMsPerRow: (user + system) / 1000 / rows },
    });
  }
}
