import { switchTracing } from '@aftercare/messaging';
import { SystemMachineTime } from '@aftercare/kernel';
import { Logger } from '@nestjs/common';
import { context, diag, DiagLogLevel, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace';
import { WholeTraces } from './sampler.js';
import type { EndedSpan, Tracing } from './tracing.js';

/** A batch of events or a slot of reminders links to each of its own. */
const MOST_LINKS = 512;
/** A collector that takes longer loses the batch; nothing of ours waits for it. Milliseconds. */
const EXPORT_WITHIN_MS = 3000;
const SEND_EVERY_MS = 1000;
/** Spans beyond are dropped: traces are never a reason to run out of memory. */
const MOST_WAITING = 16_384;
/** A collector that is away is told of once in this time. Milliseconds. */
const COMPLAIN_EVERY_MS = 60_000;

export interface SdkOptions {
  readonly name: string;
  readonly ratio: number;
  readonly endpoint: string | undefined;
  readonly sink: ((span: EndedSpan) => void) | undefined;
}

const exporting = (endpoint: string): SpanProcessor =>
  new BatchSpanProcessor({
    exporter: new OTLPTraceExporter({
      url: `${endpoint.replace(/\/+$/u, '')}/v1/traces`,
      timeoutMillis: EXPORT_WITHIN_MS,
    }),
    exportTimeoutMillis: EXPORT_WITHIN_MS,
    scheduledDelayMillis: SEND_EVERY_MS,
    maxQueueSize: MOST_WAITING,
  });

const handing = (sink: (span: EndedSpan) => void): SpanProcessor => ({
  onStart: () => undefined,
  onEnd: sink,
  forceFlush: () => Promise.resolve(),
  shutdown: () => Promise.resolve(),
});

/** The SDK's own messages quote answers of collectors; only that something is wrong goes into our log. */
const complainSeldom = (): void => {
  const logger = new Logger('Tracing');
  const machine = new SystemMachineTime();
  let again = 0;
  const complain = (): void => {
    if (machine.nowMs() < again) return;
    again = machine.nowMs() + COMPLAIN_EVERY_MS;
    logger.warn('spans get lost: the collector does not take them');
  };
  const nothing = (): void => undefined;
  diag.setLogger(
    { error: complain, warn: complain, info: nothing, debug: nothing, verbose: nothing },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
};

/** Registers OpenTelemetry for this process. Only what is named here is read: no detectors, no instrumentation of libraries. */
export const startSdk = ({ name, ratio, endpoint, sink }: SdkOptions): Tracing => {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': name, 'service.namespace': 'aftercare' }),
    sampler: new WholeTraces(ratio),
    spanLimits: { linkCountLimit: MOST_LINKS },
    spanProcessors: [...(endpoint === undefined ? [] : [exporting(endpoint)]), ...(sink ? [handing(sink)] : [])],
  });
  complainSeldom();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  switchTracing(true);
  return { stop: () => stop(provider) };
};

const stop = async (provider: TracerProvider): Promise<void> => {
  switchTracing(false);
  await provider.shutdown().catch(() => undefined);
  trace.disable();
  context.disable();
  diag.disable();
};
