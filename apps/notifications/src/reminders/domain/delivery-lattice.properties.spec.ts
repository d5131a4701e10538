import fc from 'fast-check';
import { afterReport } from './delivery-lattice.js';
import type { ProviderStatus } from './delivery-lattice.js';
import type { State } from './reminder.js';

const status = fc.constantFrom<ProviderStatus>(
  ...(['accepted', 'queued', 'sending', 'sent', 'delivered', 'undelivered', 'failed'] as const),
);
/** A report can come before our own call has returned, while the row is in doubt, or after it went back to planned. */
const calledFor = fc.constantFrom<State>('planned', 'sending', 'unknown', 'sent');
const ended = fc.constantFrom<State>('withdrawn', 'skipped', 'held', 'rehearsed');
const WORTH: readonly State[] = ['sent', 'failed', 'delivered'];

const play = (from: State, reports: readonly ProviderStatus[]): readonly State[] =>
  reports.reduce<readonly State[]>(
    (states, report) => {
      const last = states.at(-1) ?? from;
      return [...states, afterReport(last, report) ?? last];
    },
    [from],
  );
const end = (from: State, reports: readonly ProviderStatus[]): State => play(from, reports).at(-1) ?? from;

/** The same reports once more: some repeated, all in another order. */
const toldAgain = fc.array(status, { minLength: 1, maxLength: 8 }).chain((reports) =>
  fc.record({
    reports: fc.constant(reports),
    again: fc
      .subarray(reports)
      .chain((repeated) =>
        fc.shuffledSubarray([...reports, ...repeated], { minLength: reports.length + repeated.length }),
      ),
  }),
);

const RUNS = { numRuns: 2000 };

describe('reports of a provider, in any order and any number', () => {
  it('end in the same state, whatever overtook what and however often it was told', () => {
    fc.assert(
      fc.property(calledFor, toldAgain, (from, { reports, again }) => {
        expect(end(from, again)).toBe(end(from, reports));
      }),
      RUNS,
    );
  });

  it('only ever move a message up: what was delivered stays delivered', () => {
    fc.assert(
      fc.property(calledFor, fc.array(status, { maxLength: 20 }), (from, reports) => {
        const worth = play(from, reports).map((state) => WORTH.indexOf(state));
        expect(worth).toEqual([...worth].sort((a, b) => a - b));
        if (reports.includes('delivered')) expect(end(from, reports)).toBe('delivered');
      }),
      RUNS,
    );
  });

  it('move a message once per step, so that nothing is told or counted twice', () => {
    fc.assert(
      fc.property(calledFor, fc.array(status, { maxLength: 20 }), (from, reports) => {
        const moves = play(from, reports).filter((state, index, all) => index > 0 && state !== all[index - 1]);
        expect(new Set(moves).size).toBe(moves.length);
        expect(moves.length).toBeLessThanOrEqual(WORTH.length);
      }),
      RUNS,
    );
  });

  it('leave a message alone that was never to go out', () => {
    fc.assert(
      fc.property(ended, fc.array(status, { maxLength: 8 }), (from, reports) => {
        expect(end(from, reports)).toBe(from);
      }),
      RUNS,
    );
  });
});
