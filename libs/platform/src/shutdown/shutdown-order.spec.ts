import { FixedClock, ManualMachineTime } from '@aftercare/kernel';
import type { DiscoveryService } from '@nestjs/core';
import { Health } from '../health/health.js';
import { AppLogger, createLogger } from '../logging/app-logger.js';
import { ActivityTracker } from '../time/activity-tracker.js';
import { DueDriver } from '../time/due-driver.js';
import { ShutdownOrder } from './shutdown-order.js';

const anOrder = (): { order: ShutdownOrder; health: Health; tracker: ActivityTracker } => {
  const health = new Health();
  const tracker = new ActivityTracker();
  const logger = new AppLogger(createLogger('test', 'silent'));
  const discovery = { getProviders: () => [] } as unknown as DiscoveryService;
  const driver = new DueDriver(discovery, new FixedClock(new Date(0)), new ManualMachineTime(), tracker, logger);
  return { order: new ShutdownOrder(health, driver, tracker, logger), health, tracker };
};

describe('ShutdownOrder', () => {
  it('turns readiness red, stops takers, lets work finish, then drains', async () => {
    const { order, health, tracker } = anOrder();
    const seen: string[] = [];
    order.register('drain', 'relay', () => void seen.push('drain'));
    order.register('finish', 'slots', () => void seen.push('finish'));
    order.register('take', 'worker', async () => void seen.push(`take, ${(await health.problems()).join()}`));
    const end = tracker.begin('http');
    const ended = order.beforeApplicationShutdown();
    await new Promise((resolve) => setImmediate(resolve));
    expect(seen).toEqual(['take, process: stopping', 'finish']);
    end();
    await ended;
    expect(seen.at(-1)).toBe('drain');
  });

  it('goes on when a step fails', async () => {
    const { order } = anOrder();
    const seen: string[] = [];
    order.register('take', 'worker', () => {
      throw new Error('redis is away');
    });
    order.register('drain', 'relay', () => void seen.push('drain'));
    await order.beforeApplicationShutdown();
    expect(seen).toEqual(['drain']);
  });

  it('does not wait for ever for work in hand', async () => {
    const { order, tracker } = anOrder();
    tracker.begin('stuck');
    jest.useFakeTimers();
    const ended = order.beforeApplicationShutdown();
    await jest.advanceTimersByTimeAsync(10_000);
    jest.useRealTimers();
    await expect(ended).resolves.toBeUndefined();
  });
});
