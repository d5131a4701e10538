import { aReminder } from '../../testing/a-reminder.js';
import type { Reminder } from '../../domain/reminder.js';
import { rememberTrace } from './remember-trace.js';

const RECORDED = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
const UNRECORDED = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-00`;
const fresh = aReminder({ id: 'new', version: 0 });
const stored = aReminder({ id: 'stored', version: 3 });

describe('a row that is planned', () => {
  it('remembers the trace of its event, so that its call can point back to it weeks later', () => {
    const state = { plan: {}, rows: [stored, fresh] };
    expect(rememberTrace(state, { traceparent: RECORDED })).toEqual({
      plan: {},
      rows: [stored, { ...fresh, traceparent: RECORDED }],
    });
  });

  it('carries nothing, and is the very same, when nobody records the trace', () => {
    const state = { rows: [fresh] };
    for (const event of [{}, { traceparent: undefined }, { traceparent: UNRECORDED }, { traceparent: 'x' }])
      expect(rememberTrace(state, event)).toBe(state);
  });

  it('keeps the trace in which it was planned first', () => {
    const state = { rows: [stored, { ...fresh, traceparent: RECORDED }] };
    expect(rememberTrace(state, { traceparent: RECORDED.replace('b', 'c') })).toBe(state);
    const none = undefined as { readonly rows: readonly Reminder[] } | undefined;
    expect(rememberTrace(none, { traceparent: RECORDED })).toBeUndefined();
  });
});
