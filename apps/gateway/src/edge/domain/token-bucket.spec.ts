import { isFull, spend } from './token-bucket.js';
import type { Bucket } from './token-bucket.js';

const allowance = { perMinute: 60 };
const afterSpending = (times: number, atMs: number): Bucket | undefined => {
  let bucket: Bucket | undefined;
  for (let spent = 0; spent < times; spent += 1) {
    const result = spend(bucket, atMs, allowance);
    if (result.ok) bucket = result.bucket;
  }
  return bucket;
};

describe('a request allowance', () => {
  it('gives a minute of requests at once and then one a second', () => {
    const empty = afterSpending(60, 0);
    expect(spend(empty, 0, allowance)).toEqual({ ok: false, retryAfterSeconds: 1 });
    expect(spend(empty, 1000, allowance)).toMatchObject({ ok: true });
  });

  it('never saves up more than a minute', () => {
    expect(spend(afterSpending(1, 0), 3_600_000, allowance)).toMatchObject({ ok: true, bucket: { left: 59 } });
  });

  it('is full again after a minute, so that it can be forgotten', () => {
    const empty = afterSpending(60, 0);
    expect([isFull(empty!, 59_000, allowance), isFull(empty!, 60_000, allowance)]).toEqual([false, true]);
  });
});
