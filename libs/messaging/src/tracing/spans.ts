import {
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Link,
  type Span,
} from '@opentelemetry/api';
import { attributesOf, type SpanFacts } from './span-facts.js';
import { contextIn, traceparentOf } from './traceparent.js';

export interface SpanStart {
  /** `internal` unless given. */
  readonly kind?: 'server' | 'client' | 'producer' | 'consumer' | 'internal';
  /** What it belongs to as a child; the running span unless given. `none` begins a trace. */
  readonly parent?: 'none' | (string & {});
  /** Traces that it serves without belonging to them; what is not a traceparent is left out. */
  readonly links?: readonly (string | undefined)[];
  readonly facts?: SpanFacts;
}

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

const SCOPE = 'aftercare';

let on = false;

/** Set by whoever starts and stops the SDK. While off, nothing here makes a span or costs more than this question. */
export const switchTracing = (to: boolean): void => {
  on = to;
};

export const isTracing = (): boolean => on;

/** Names and codes of our errors are constants; a message could quote a value. */
const errorOf = (error: unknown): string => {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};

/** A span under way. */
export class OpenSpan {
  private readonly within: Context;

  constructor(
    private readonly span: Span,
    around: Context,
  ) {
    this.within = trace.setSpan(around, span);
  }

  /** Its W3C name, for whoever comes after it. */
  get traceparent(): string {
    return traceparentOf(this.span.spanContext());
  }

  /** Spans that the work opens belong to this one. */
  run<T>(work: () => T): T {
    return context.with(this.within, work);
  }

  rename(name: string): void {
    this.span.updateName(name);
  }

  tell(facts: SpanFacts): void {
    this.span.setAttributes(attributesOf(facts));
  }

  link(traceparent: string | undefined): void {
    for (const link of linksOf([traceparent])) this.span.addLink(link);
  }

  fail(error: unknown): void {
    this.tell({ error: errorOf(error) });
    this.span.setStatus({ code: SpanStatusCode.ERROR });
  }

  end(): void {
    this.span.end();
  }
}

const linksOf = (traceparents: readonly (string | undefined)[]): Link[] =>
  traceparents.flatMap((traceparent) => {
    const found = contextIn(traceparent);
    return found === undefined ? [] : [{ context: found }];
  });

const parentOf = (parent: string | undefined): Context => {
  if (parent === undefined) return context.active();
  const found = contextIn(parent);
  return found === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, found);
};

/** Undefined while tracing is off. Whoever opens a span ends it. */
export const openSpan = (name: string, start: SpanStart = {}): OpenSpan | undefined => {
  if (!on) return undefined;
  const parent = parentOf(start.parent);
  const options = {
    kind: KINDS[start.kind ?? 'internal'],
    attributes: attributesOf(start.facts ?? {}),
    links: linksOf(start.links ?? []),
  };
  return new OpenSpan(trace.getTracer(SCOPE).startSpan(name, options, parent), context.active());
};

/** Does the work inside a span that ends with it; without one while tracing is off. */
export const inSpan = async <T>(
  name: string,
  start: SpanStart,
  work: (span: OpenSpan | undefined) => Promise<T>,
): Promise<T> => {
  const span = openSpan(name, start);
  if (span === undefined) return work(undefined);
  try {
    return await span.run(() => work(span));
  } catch (error) {
    span.fail(error);
    throw error;
  } finally {
    span.end();
  }
};

const running = (): Span | undefined => {
  const span = on ? trace.getActiveSpan() : undefined;
  return span !== undefined && isSpanContextValid(span.spanContext()) ? span : undefined;
};

/** The running span's W3C name; undefined while tracing is off. */
export const traceparentNow = (): string | undefined => {
  const span = running();
  return span === undefined ? undefined : traceparentOf(span.spanContext());
};

/** For log lines. */
export const traceIdNow = (): string | undefined => running()?.spanContext().traceId;

/** Adds to the running span, if there is one, what was only learned inside it. */
export const tellSpan = (facts: SpanFacts, link?: string): void => {
  const span = running();
  if (span === undefined) return;
  const open = new OpenSpan(span, context.active());
  open.tell(facts);
  open.link(link);
};
