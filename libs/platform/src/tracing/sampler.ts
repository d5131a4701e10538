import { trace, TraceFlags, type Context, type Link, type SpanContext } from '@opentelemetry/api';
import { SamplingDecision, type Sampler, type SamplingResult } from '@opentelemetry/sdk-trace';

const YES: SamplingResult = { decision: SamplingDecision.RECORD_AND_SAMPLED };
const NO: SamplingResult = { decision: SamplingDecision.NOT_RECORD };
/** The part of a trace id that decides, as a number below this. */
const DIGITS = 8;
const SPACE = 16 ** DIGITS;

const isSampled = ({ traceFlags }: SpanContext): boolean => (traceFlags & TraceFlags.SAMPLED) !== 0;

/**
 * A trace is recorded as a whole or not at all: a child follows its parent. What begins a trace is recorded when it serves a
 * recorded one (a batch, a slot), else for the given part of all traces, by the trace id, so that every service decides alike.
 */
export class WholeTraces implements Sampler {
  constructor(private readonly ratio: number) {}

  shouldSample(...given: Parameters<Sampler['shouldSample']>): SamplingResult {
    const [context, traceId, , , , links] = given;
    return this.isWanted(context, traceId, links) ? YES : NO;
  }

  private isWanted(context: Context, traceId: string, links: readonly Link[]): boolean {
    const parent = trace.getSpanContext(context);
    if (parent !== undefined) return isSampled(parent);
    if (links.some((link) => isSampled(link.context))) return true;
    return Number.parseInt(traceId.slice(-DIGITS), 16) < this.ratio * SPACE;
  }
}
