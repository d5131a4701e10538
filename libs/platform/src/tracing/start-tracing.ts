import type { EndedSpan, Tracing } from './tracing.js';

/** The keys of a service's configuration that it reads. */
export interface TracingConfig {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT?: string | undefined;
  readonly TRACE_RATIO?: number | undefined;
  readonly SERVICE_NAME?: string | undefined;
}

const OFF: Tracing = { stop: () => Promise.resolve() };

/**
 * Begins to record spans when the configuration names a collector, or for a test's `sink`. Otherwise nothing is recorded,
 * and the SDK is not even loaded.
 */
export const startTracing = async (
  service: string,
  config: TracingConfig,
  sink?: (span: EndedSpan) => void,
): Promise<Tracing> => {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, TRACE_RATIO: ratio = 1, SERVICE_NAME: name = service } = config;
  if (endpoint === undefined && sink === undefined) return OFF;
  const { startSdk } = await import('./sdk.js');
  return startSdk({ name, ratio, endpoint, sink });
};
