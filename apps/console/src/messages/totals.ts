import type { LedgerTotals } from '../api/answers.js';
import { counted } from '../shell/format.js';
import { STATES } from './words.js';

/** `214 lines · failed 2 · unknown 1 · planned 96`; what needs somebody first, a state without lines left out. */
export const totalsText = ({ lines, states }: LedgerTotals): string => {
  const counts = new Map<string, number>(states.map(({ state, n }) => [state, n]));
  const said = STATES.flatMap((state) => {
    const n = counts.get(state) ?? 0;
    return n === 0 ? [] : [`${state} ${n}`];
  });
  return [counted(lines, 'line'), ...said].join(' \u00b7 ');
};
