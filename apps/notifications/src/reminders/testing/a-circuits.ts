import { FixedClock } from '@aftercare/kernel';
import { ProviderCircuits } from '../application/sending/provider-circuits.js';
import type { CircuitGauge } from '../application/sending/provider-circuits.js';
import type { OutageLog } from '../application/sending/outage-log.js';
import { InMemoryOutageLog } from './in-memory-outage-log.js';
import { VirtualMachine } from './virtual-machine.js';

/** Monday morning. */
const START = new Date('2027-03-15T10:30:00Z');
// Nobody reads it.
const noGauge = { set: () => undefined } as unknown as CircuitGauge;

/** Circuits with a clock that a test sets. */
export const aCircuits = (
  outages: OutageLog = new InMemoryOutageLog(),
  clock = new FixedClock(START),
): ProviderCircuits & { readonly its: FixedClock } => {
  const circuits = new ProviderCircuits(outages, clock, new VirtualMachine(), noGauge);
  return Object.assign(circuits, { its: clock });
};
