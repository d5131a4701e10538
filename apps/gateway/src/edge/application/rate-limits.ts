import { DomainError, MachineTime, sha256 } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { isFull, spend } from '../domain/token-bucket.js';
import type { Allowance, Bucket } from '../domain/token-bucket.js';

/** The allowance of this address or link is used up for the moment. */
export class TooManyRequestsError extends DomainError {
  override readonly code = 'TOO_MANY_REQUESTS';
  override readonly kind = 'too-many';

  constructor(readonly retryAfterSeconds: number) {
    super(`too many requests; the next one is heard in ${retryAfterSeconds} s`);
  }
}

/** Buckets that are full again are forgotten when this many stand in memory. */
const MANY = 10_000;

/** Allowances per key in machine time, kept per process: with several replicas each grants its own. */
@Injectable()
export class RateLimits {
  private readonly buckets = new Map<string, Bucket & Allowance>();

  constructor(private readonly machine: MachineTime) {}

  /** Takes one request off the allowance of `key`, which is kept as a hash only; throws when nothing is left. */
  spend(key: string, perMinute: number): void {
    if (perMinute === 0) return;
    const now = this.machine.nowMs();
    const name = sha256(key);
    const result = spend(this.buckets.get(name), now, { perMinute });
    if (!result.ok) throw new TooManyRequestsError(result.retryAfterSeconds);
    if (this.buckets.size >= MANY) this.forgetFull(now);
    this.buckets.set(name, { ...result.bucket, perMinute });
  }

  /** Each by its own allowance: judged by a smaller one, an address would have all of its own back in seconds. */
  private forgetFull(now: number): void {
    for (const [name, bucket] of this.buckets) if (isFull(bucket, now, bucket)) this.buckets.delete(name);
  }
}
