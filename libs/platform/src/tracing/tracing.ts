import type { ReadableSpan } from '@opentelemetry/sdk-trace';

/** A span that ended, as the SDK hands it out. */
export type EndedSpan = ReadableSpan;

/** Recording that was started. */
export interface Tracing {
  /** Sends what is left; never longer than a few seconds, and never an error. */
  stop(): Promise<void>;
}
