import { FixedClock, MachineTime, SteppedClock } from './clock.js';

class HandMachineTime extends MachineTime {
  ms = 1000;
  override nowMs(): number {
    return this.ms;
  }
  override sleep(): Promise<void> {
    return Promise.resolve();
  }
}

describe('clocks', () => {
  it('stands still until it is set', () => {
    const clock = new FixedClock(new Date('2027-03-01T00:00:00Z'));
    clock.now().setFullYear(1999);
    expect(clock.now().toISOString()).toBe('2027-03-01T00:00:00.000Z');
    clock.set(new Date('2027-03-02T00:00:00Z'));
    expect(clock.now().toISOString()).toBe('2027-03-02T00:00:00.000Z');
  });

  it('is stepped forward only, and follows real time once released', () => {
    const machine = new HandMachineTime();
    const clock = new SteppedClock(new Date('2027-03-01T00:00:00Z'), machine);
    machine.ms += 5000;
    expect(clock.now().toISOString()).toBe('2027-03-01T00:00:00.000Z');
    clock.step(new Date('2027-03-01T00:30:00Z'));
    expect(() => clock.step(new Date('2027-03-01T00:00:00Z'))).toThrow(RangeError);
    clock.release();
    machine.ms += 1500;
    expect(clock.now().toISOString()).toBe('2027-03-01T00:30:01.500Z');
  });
});
