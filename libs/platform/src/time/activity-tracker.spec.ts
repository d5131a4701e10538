import { ActivityTracker } from './activity-tracker.js';

describe('ActivityTracker', () => {
  it('is busy between begin and end, which may come twice', async () => {
    const tracker = new ActivityTracker();
    const end = tracker.begin('http');
    tracker.begin('http');
    expect(await tracker.snapshot()).toMatchObject({ busy: 2, working: { http: 2 } });
    end();
    end();
    expect(await tracker.snapshot()).toMatchObject({ busy: 1, working: { http: 1 } });
  });

  it('asks its watches each time', async () => {
    const tracker = new ActivityTracker();
    let pending = 3;
    tracker.watch('outbox', async () => pending);
    expect((await tracker.snapshot()).busy).toBe(3);
    pending = 0;
    expect(await tracker.snapshot()).toMatchObject({ busy: 0, working: {} });
  });

  it('keeps the highest offset, told in any order', async () => {
    const tracker = new ActivityTracker();
    tracker.published('bookings', 0, 12n);
    tracker.published('bookings', 0, 9n);
    tracker.handled('notifications.plan', 'bookings', 0, 0n);
    tracker.handled('notifications.plan', 'bookings', 0, 11n);
    expect(await tracker.snapshot()).toMatchObject({
      published: { 'bookings/0': '12' },
      handled: { 'notifications.plan': { 'bookings/0': '11' } },
    });
  });

  it('counts upwards', async () => {
    const tracker = new ActivityTracker();
    tracker.count('calls');
    tracker.count('calls', 4);
    expect((await tracker.snapshot()).counters).toEqual({ calls: 5 });
  });

  it('tells when it is idle', async () => {
    const tracker = new ActivityTracker();
    const end = tracker.begin('job');
    const idle = tracker.idle();
    end();
    await expect(idle).resolves.toBeUndefined();
    await expect(tracker.idle()).resolves.toBeUndefined();
  });

  it('waits for the work in hand only, not for what begins meanwhile', async () => {
    const tracker = new ActivityTracker();
    const end = tracker.begin('job');
    const done = tracker.inHandDone();
    tracker.begin('job');
    end();
    await expect(done).resolves.toBeUndefined();
  });
});
