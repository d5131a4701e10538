import { CLOSED, failed, mayCall, succeeded, trying } from './circuit.js';
import type { Circuit, Moment } from './circuit.js';

const start = new Date('2027-03-15T10:30:00Z').getTime();
const at = (ms: number, productMs = ms): Moment => ({ machineMs: ms, at: new Date(start + productMs) });
const down = (count: number, circuit: Circuit = CLOSED): Circuit =>
  Array.from({ length: count }).reduce<Circuit>((known) => failed(known, at(0)), circuit);

describe('the circuit to a provider', () => {
  it('opens after five failures in a row, and not before', () => {
    expect(mayCall(down(4), at(0))).toBe('go');
    expect(mayCall(failed(succeeded(), at(0)), at(0))).toBe('go');
    expect(mayCall(down(5), at(0))).toEqual({ forMs: 5000 });
  });

  it('lets one call find out after a while, and nobody else meanwhile', () => {
    const open = down(5);
    expect(mayCall(open, at(5000))).toBe('try');
    expect(mayCall(trying(open, true), at(5000))).toEqual({ forMs: 1000 });
    expect(mayCall(trying(trying(open, true), false), at(5000))).toBe('try');
  });

  it('waits twice as long after each try that fails, up to a minute', () => {
    let circuit = down(5);
    const waits: number[] = [];
    for (let now = 0, tries = 0; tries < 6; tries += 1) {
      const wait = mayCall(circuit, at(now));
      const forMs = typeof wait === 'object' ? wait.forMs : 0;
      waits.push(forMs / 1000);
      now += forMs;
      circuit = failed(trying(circuit, true), at(now));
    }
    expect(waits).toEqual([5, 10, 20, 40, 60, 60]);
  });

  it('closes with the first answer', () => {
    expect(mayCall(succeeded(), at(5000))).toBe('go');
  });

  it('is not kept open by the answers of calls that were under way when it opened', () => {
    expect(mayCall(down(9), at(5000))).toBe('try');
  });

  it('comes to its try when product time goes on though the machine stands still', () => {
    expect(mayCall(down(5), at(10, 60_000))).toBe('try');
  });
});
