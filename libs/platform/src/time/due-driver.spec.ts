import { DueWork, FixedClock, MachineTime } from '@aftercare/kernel';
import type { DiscoveryService } from '@nestjs/core';
import { AppLogger, createLogger } from '../logging/app-logger.js';
import { ActivityTracker } from './activity-tracker.js';
import { DueDriver } from './due-driver.js';

/** A clock whose sleeps end only when the test says so. */
class HeldMachineTime extends MachineTime {
  private sleepers: (() => void)[] = [];
  readonly slept: number[] = [];
  override nowMs(): number {
    return 0;
  }
  override sleep(ms: number): Promise<void> {
    this.slept.push(ms);
    return new Promise((resolve) => this.sleepers.push(resolve));
  }
  beat(): void {
    for (const resolve of this.sleepers.splice(0)) resolve();
  }
}

class Counted extends DueWork {
  override readonly name: string = 'counted';
  fired = 0;
  running = 0;
  mostAtOnce = 0;
  problem: Error | undefined;
  pause: () => Promise<number> = () => super.pauseMs();
  gate: Promise<void> = Promise.resolve();

  override async fire(): Promise<void> {
    this.fired += 1;
    this.running += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running);
    await this.gate;
    this.running -= 1;
    if (this.problem !== undefined) throw this.problem;
  }
  override pauseMs(): Promise<number> {
    return this.pause();
  }
  override async nextAt(): Promise<Date | undefined> {
    return undefined;
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

const driverOf = (works: readonly DueWork[], machine: MachineTime): { driver: DueDriver; tracker: ActivityTracker } => {
  // Only what the driver uses of Nest's discovery.
  const discovery = { getProviders: () => works.map((instance) => ({ instance })) } as unknown as DiscoveryService;
  const tracker = new ActivityTracker();
  const logger = new AppLogger(createLogger('test', 'silent'));
  return { driver: new DueDriver(discovery, new FixedClock(new Date(0)), machine, tracker, logger), tracker };
};

describe('DueDriver with time that runs by itself', () => {
  it('looks at every beat', async () => {
    const [work, machine] = [new Counted(), new HeldMachineTime()];
    const { driver } = driverOf([work, work], machine);
    driver.onApplicationBootstrap();
    await settle();
    expect(work.fired).toBe(1);
    machine.beat();
    await settle();
    expect(work.fired).toBe(2);
    await driver.stop();
  });

  it('looks at once when woken', async () => {
    const work = new Counted();
    const { driver } = driverOf([work], new HeldMachineTime());
    driver.start();
    await settle();
    driver.wake('counted');
    await settle();
    expect(work.fired).toBe(2);
    driver.wake('somebody else');
    await settle();
    expect(work.fired).toBe(2);
    await driver.stop();
  });

  it('rests no longer than the work says, and as long as always when it cannot say', async () => {
    const [work, machine] = [new Counted(), new HeldMachineTime()];
    const { driver } = driverOf([work], machine);
    work.pause = () => Promise.resolve(35);
    driver.start();
    await settle();
    work.pause = () => Promise.reject(new Error('the store is away'));
    machine.beat();
    await settle();
    expect([work.fired, machine.slept]).toEqual([2, [35, 1000]]);
    await driver.stop();
  });

  it('never runs one work twice at once, and remembers a wake-up meanwhile', async () => {
    const work = new Counted();
    let open: () => void = () => undefined;
    work.gate = new Promise((resolve) => (open = resolve));
    const { driver, tracker } = driverOf([work], new HeldMachineTime());
    driver.start();
    await settle();
    driver.wake();
    await settle();
    expect(work.fired).toBe(1);
    expect((await tracker.snapshot()).working).toEqual({ 'due:counted': 1 });
    open();
    await settle();
    expect([work.fired, work.mostAtOnce]).toEqual([2, 1]);
    await driver.stop();
  });

  it('goes on after a failure', async () => {
    const [work, machine] = [new Counted(), new HeldMachineTime()];
    work.problem = new Error('the store is away');
    const { driver } = driverOf([work], machine);
    driver.start();
    await settle();
    machine.beat();
    await settle();
    expect(work.fired).toBe(2);
    await driver.stop();
  });

  it('takes nothing more once stopped', async () => {
    const work = new Counted();
    const { driver } = driverOf([work], new HeldMachineTime());
    driver.start();
    await settle();
    await driver.stop();
    driver.wake();
    await settle();
    expect(work.fired).toBe(1);
  });
});
