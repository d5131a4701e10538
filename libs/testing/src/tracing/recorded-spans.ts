import type { EndedSpan, Tracing } from '@aftercare/platform';

/** A span as a test reads it. */
export interface RecordedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentId: string | undefined;
  /** Span ids. */
  readonly links: readonly string[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly failed: boolean;
}

/** `SpanStatusCode.ERROR`; only a type of the SDK is known here. */
const ERROR = 2;

const codeOf = (span: EndedSpan): number => span.status.code;

const readable = (span: EndedSpan): RecordedSpan => ({
  name: span.name,
  traceId: span.spanContext().traceId,
  spanId: span.spanContext().spanId,
  parentId: span.parentSpanContext?.spanId,
  links: span.links.map((link) => link.context.spanId),
  attributes: span.attributes,
  failed: codeOf(span) === ERROR,
});

/** Tracing of this process into an array, with the product's own set-up of the SDK. One at a time; end it with `stop`. */
export class RecordedSpans {
  private constructor(
    private readonly tracing: Tracing,
    private readonly ended: EndedSpan[],
  ) {}

  static async start(ratio = 1): Promise<RecordedSpans> {
    // Few tests need it, and it loads the SDK.
    const { startTracing } = await import('@aftercare/platform');
    const ended: EndedSpan[] = [];
    const tracing = await startTracing('test', { TRACE_RATIO: ratio }, (span) => void ended.push(span));
    return new RecordedSpans(tracing, ended);
  }

  /** In the order of their ends. */
  get all(): readonly RecordedSpan[] {
    return this.ended.map(readable);
  }

  named(name: string): readonly RecordedSpan[] {
    return this.all.filter((span) => span.name === name);
  }

  /** The only one of that name. */
  one(name: string): RecordedSpan {
    const [only, ...more] = this.named(name);
    if (only === undefined || more.length > 0)
      throw new Error(
        `${this.named(name).length} spans are called ${name}: ${this.all.map((span) => span.name).join(', ')}`,
      );
    return only;
  }

  stop(): Promise<void> {
    return this.tracing.stop();
  }
}
