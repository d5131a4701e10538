import { FixedClock, ManualMachineTime, SteppedClock } from './clock.js';

describe('clocks', () => {
  it('stands still until it is set', () => {
    const clock = new FixedClock(new Date('2027-03-01T00:00:00Z'));
    clock.now().setFullYear(1999);
    expect(clock.now().toISOString()).toBe('2027-03-01T00:00:00.000Z');
    clock.set(new Date('2027-03-02T00:00:00Z'));
    expect(clock.now().toISOString()).toBe('2027-03-02T00:00:00.000Z');
  });

  it('is stepped forward only, and follows real time once released', () => {
    const machine = new ManualMachineTime(1000);
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
