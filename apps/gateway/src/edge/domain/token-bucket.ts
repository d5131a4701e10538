/** A budget that fills with machine time and empties with requests. */
export interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

export interface Allowance {
  readonly perMinute: number;
}

/** A minute's allowance may come at once; after that it fills evenly. */
const filled = (bucket: Bucket | undefined, nowMs: number, allowance: Allowance): number =>
  bucket === undefined
    ? allowance.perMinute
    : Math.min(allowance.perMinute, bucket.left + ((nowMs - bucket.atMs) / 60_000) * allowance.perMinute);

export type Spent =
  { readonly ok: true; readonly bucket: Bucket } | { readonly ok: false; readonly retryAfterSeconds: number };

export const spend = (bucket: Bucket | undefined, nowMs: number, allowance: Allowance): Spent => {
  const left = filled(bucket, nowMs, allowance);
  if (left >= 1) return { ok: true, bucket: { left: left - 1, atMs: nowMs } };
  return { ok: false, retryAfterSeconds: Math.ceil(((1 - left) * 60) / allowance.perMinute) };
};

export const isFull = (bucket: Bucket, nowMs: number, allowance: Allowance): boolean =>
  filled(bucket, nowMs, allowance) >= allowance.perMinute;
