import type { MachineTime } from '@aftercare/kernel';

/** No sign of the broker for longer than this: not ready. With a fetch each second it leaves room for a slow one. Milliseconds. */
export const SILENT_MS = 5000;
/** A batch in hand that long is stuck, heartbeats or not. Milliseconds. */
export const STUCK_MS = 60_000;

type State = 'starting' | 'running' | 'dead' | 'stopped';

/** What is known about a consumer: with endless retries it never crashes for a broker's absence, so the age of its last fetch decides. */
export class ConsumerLife {
  private state: State = 'starting';
  private reason = '';
  private lastSign = 0;
  private pausedFor: string | undefined;
  private readonly batches = new Set<{ readonly since: number }>();

  constructor(private readonly machine: MachineTime) {}

  joined(): void {
    this.state = 'running';
    this.sign();
  }

  /** A fetch or a heartbeat was answered. */
  sign(): void {
    this.lastSign = this.machine.nowMs();
  }

  died(reason: string): void {
    this.state = 'dead';
    this.reason = reason;
  }

  stopped(): void {
    this.state = 'stopped';
  }

  paused(reason: string): void {
    this.pausedFor = reason;
  }

  batch(): () => void {
    const batch = { since: this.machine.nowMs() };
    this.batches.add(batch);
    return () => this.batches.delete(batch);
  }

  get inHand(): number {
    return this.batches.size;
  }

  /** Why this consumer is not ready, if it is not. */
  problem(): string | undefined {
    if (this.pausedFor !== undefined) return `paused: ${this.pausedFor}`;
    if (this.state !== 'running') return this.reason === '' ? this.state : `${this.state}: ${this.reason}`;
    const now = this.machine.nowMs();
    if (now - this.lastSign > SILENT_MS) return `no fetch for ${Math.round((now - this.lastSign) / 1000)} s`;
    const stuck = [...this.batches].some((batch) => now - batch.since > STUCK_MS);
    return stuck ? `a batch has not moved for more than ${STUCK_MS / 1000} s` : undefined;
  }
}
