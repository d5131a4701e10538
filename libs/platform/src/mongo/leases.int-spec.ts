import { ManualMachineTime } from '@aftercare/kernel';
import { testDatabase } from '@aftercare/testing';
import type { TestDatabase } from '@aftercare/testing';
import { Leases } from './leases.js';

const TTL_MS = 5000;

describe('Leases', () => {
  let database: TestDatabase;
  let machine: ManualMachineTime;
  let leases: Leases;

  beforeAll(async () => {
    database = await testDatabase('leases');
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    await database.connection.getClient().db(database.name).collection('leases').deleteMany({});
    machine = new ManualMachineTime();
    leases = new Leases(database.connection, machine);
  });

  it('have one holder at a time', async () => {
    const first = await leases.acquire('shard-1', 'a', TTL_MS);
    expect(first).toMatchObject({ owner: 'a', fence: 1 });
    expect(await leases.acquire('shard-1', 'b', TTL_MS)).toBeUndefined();
  });

  it('go to one of many who ask at once', async () => {
    const asked = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((owner) => leases.acquire('shard-2', owner, TTL_MS)));
    expect(asked.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  it('pass to the next when they run out, with a higher fence, and the old holder cannot renew', async () => {
    const old = await leases.acquire('shard-1', 'a', TTL_MS);
    machine.ms += TTL_MS;
    const next = await leases.acquire('shard-1', 'b', TTL_MS);
    expect(next?.fence).toBe(2);
    expect(old && (await leases.renew(old, TTL_MS))).toBeUndefined();
    if (old) await leases.release(old);
    expect(next && (await leases.renew(next, TTL_MS))).toMatchObject({ fence: 2 });
  });

  it('are kept by renewing, and cannot be renewed once they ran out', async () => {
    const lease = await leases.acquire('shard-1', 'a', TTL_MS);
    machine.ms += TTL_MS - 1;
    const renewed = lease && (await leases.renew(lease, TTL_MS));
    expect(renewed?.untilMs).toBe(machine.ms + TTL_MS);
    machine.ms += TTL_MS;
    expect(renewed && (await leases.renew(renewed, TTL_MS))).toBeUndefined();
  });

  it('are free at once after a release', async () => {
    const lease = await leases.acquire('shard-1', 'a', TTL_MS);
    if (lease) await leases.release(lease);
    expect(await leases.acquire('shard-1', 'b', TTL_MS)).toMatchObject({ owner: 'b', fence: 2 });
  });

  it('get a new fence when their own holder takes them again, as after a restart', async () => {
    await leases.acquire('shard-1', 'a', TTL_MS);
    expect(await leases.acquire('shard-1', 'a', TTL_MS)).toMatchObject({ owner: 'a', fence: 2 });
  });
});
