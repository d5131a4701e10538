import { RecordedSpans } from '@aftercare/testing';
import { SPAN_KEYS, type SpanFacts } from './span-facts.js';
import { inSpan, isTracing, openSpan, tellSpan, traceIdNow, traceparentNow } from './spans.js';
import { contextIn, isRecorded } from './traceparent.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const FROM = `00-${TRACE}-b7ad6b7169203331-01`;

describe('tracing that is off', () => {
  it('makes no span and names no trace', async () => {
    expect(isTracing()).toBe(false);
    expect(openSpan('work')).toBeUndefined();
    const seen = await inSpan('work', { parent: FROM }, async (span) => [span, traceparentNow(), traceIdNow()]);
    expect(seen).toEqual([undefined, undefined, undefined]);
    expect(() => tellSpan({ clinicId: 'c' }, FROM)).not.toThrow();
  });
});

describe('tracing that is on', () => {
  let spans: RecordedSpans;
  beforeEach(async () => {
    spans = await RecordedSpans.start();
  });
  afterEach(() => spans.stop());

  it('puts work inside the work that it belongs to, across awaits', async () => {
    await inSpan('outer', {}, async () => {
      await new Promise(setImmediate);
      await inSpan('inner', { facts: { clinicId: 'clinic-1' } }, () => Promise.resolve());
    });
    const outer = spans.one('outer');
    expect(spans.one('inner')).toMatchObject({
      traceId: outer.traceId,
      parentId: outer.spanId,
      attributes: { 'aftercare.clinic.id': 'clinic-1' },
    });
  });

  it('goes on in the trace that a traceparent names, and begins one where it is not one', async () => {
    await inSpan('child', { parent: FROM }, () => Promise.resolve());
    await inSpan('orphan', { parent: 'none' }, () => Promise.resolve());
    for (const parent of [
      '',
      'x',
      FROM.toUpperCase(),
      `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
      `01${FROM.slice(2)}`,
    ])
      await inSpan('own', { parent }, () => Promise.resolve());
    expect(spans.one('child')).toMatchObject({ traceId: TRACE, parentId: 'b7ad6b7169203331' });
    expect(spans.one('orphan').parentId).toBeUndefined();
    expect(spans.named('own').map(({ parentId }) => parentId)).toEqual(Array(5).fill(undefined));
  });

  it('links what it serves, and leaves out what is no traceparent', async () => {
    await inSpan('batch', { parent: 'none', links: [FROM, undefined, 'x'] }, () => Promise.resolve());
    expect(spans.one('batch').links).toEqual(['b7ad6b7169203331']);
  });

  it('says the code or the class of an error and never its message', async () => {
    const failing = inSpan('work', {}, () => Promise.reject(new TypeError('no route to +447700900101')));
    await expect(failing).rejects.toThrow();
    await expect(
      inSpan('call', {}, () => Promise.reject(Object.assign(new Error('mara@example.com'), { code: 'ECONNREFUSED' }))),
    ).rejects.toThrow();
    expect(spans.one('work')).toMatchObject({ failed: true, attributes: { 'error.type': 'TypeError' } });
    expect(spans.one('call').attributes).toEqual({ 'error.type': 'ECONNREFUSED' });
    expect(JSON.stringify(spans.all)).not.toMatch(/4477|mara/u);
  });

  it('lets nothing into a span that is not on the closed list', async () => {
    // What a caller without the type could hand over.
    const facts = { clinicId: 'c', phone: '+447700900101', name: 'Mara' } as SpanFacts;
    await inSpan('work', { facts }, async (span) => span?.tell(facts));
    expect(spans.one('work').attributes).toEqual({ [SPAN_KEYS.clinicId]: 'c' });
  });

  it('keeps a name for itself that others can follow', async () => {
    const name = await inSpan('work', {}, () => Promise.resolve(traceparentNow()));
    const { traceId, spanId } = spans.one('work');
    expect(contextIn(name)).toMatchObject({ traceId, spanId });
    expect(isRecorded(name)).toBe(true);
  });
});

describe('a part of all traces', () => {
  it('is recorded as a whole: children follow, and what serves a recorded trace is recorded too', async () => {
    const spans = await RecordedSpans.start(0);
    const name = await inSpan('root', {}, () => inSpan('child', {}, () => Promise.resolve(traceparentNow())));
    expect(isRecorded(name)).toBe(false);
    await inSpan('serving nobody', { parent: 'none', links: [name] }, () => Promise.resolve());
    await inSpan('follower', { parent: FROM }, () => Promise.resolve());
    await inSpan('serving', { parent: 'none', links: [name, FROM] }, () => Promise.resolve());
    expect(spans.all.map((span) => span.name)).toEqual(['follower', 'serving']);
    await spans.stop();
  });

  it('is about as large as it was asked for', async () => {
    const spans = await RecordedSpans.start(0.25);
    for (let count = 0; count < 1000; count += 1) openSpan('root', { parent: 'none' })?.end();
    expect(spans.all.length).toBeGreaterThan(150);
    expect(spans.all.length).toBeLessThan(350);
    await spans.stop();
  });
});
