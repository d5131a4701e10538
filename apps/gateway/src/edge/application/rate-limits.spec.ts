import { ManualMachineTime } from '@aftercare/kernel';
import { RateLimits, TooManyRequestsError } from './rate-limits.js';

describe('allowances', () => {
  it('come back at their own pace, while many of a smaller kind come and go', () => {
    const machine = new ManualMachineTime(0);
    const limits = new RateLimits(machine);
    const spend = (times: number): void => {
      for (let requests = 0; requests < times; requests += 1) limits.spend('address 10.0.0.1', 600);
    };
    spend(570);
    machine.ms += 2000;
    for (let others = 0; others < 10_001; others += 1) limits.spend(`personal link ${others}`, 20);
    // 30 were left, and two seconds give 20 more.
    spend(50);
    expect(() => {
      spend(1);
    }).toThrow(TooManyRequestsError);
  });

  it('are forgotten once they are full again', () => {
    const machine = new ManualMachineTime(0);
    const limits = new RateLimits(machine);
    for (let tries = 0; tries < 20; tries += 1) limits.spend('personal link 10.0.0.1', 20);
    machine.ms += 60_000;
    expect(() => {
      for (let tries = 0; tries < 20; tries += 1) limits.spend('personal link 10.0.0.1', 20);
    }).not.toThrow();
  });
});
