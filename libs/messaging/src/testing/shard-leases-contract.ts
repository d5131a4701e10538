import { ManualMachineTime } from '@aftercare/kernel';
import type { MachineTime } from '@aftercare/kernel';
import type { ShardLeases } from '../leases/shard-leases.js';

const SHARDS = 64;
const HALF = SHARDS / 2;

interface Given {
  readonly machine: ManualMachineTime;
  readonly leases: ShardLeases;
}

const describeShares = (given: () => Given): void => {
  it('leaves half to a second one, when the leases of that half have run out and not before', async () => {
    const { machine, leases } = given();
    await leases.hold('one', 100);
    machine.ms += 10;
    expect((await leases.hold('two', 100)).size).toBe(0);
    // Held to the end, but not prolonged.
    const beyond = [...(await leases.hold('one', 100)).values()].filter(({ untilMs }) => untilMs === 1_000_100);
    expect(beyond).toHaveLength(HALF);
    machine.ms += 89;
    expect((await leases.hold('two', 100)).size).toBe(0);
    machine.ms += 1;
    const [one, two] = [await leases.hold('one', 100), await leases.hold('two', 100)];
    expect([one.size, two.size]).toEqual([HALF, HALF]);
    expect([...one.keys()].filter((shard) => two.has(shard))).toEqual([]);
  });

  it('gives all to who is left when the other has not been heard of for as long as its leases run', async () => {
    const { machine, leases } = given();
    await leases.hold('one', 100);
    machine.ms += 50;
    await leases.hold('two', 100);
    machine.ms += 50;
    expect((await leases.hold('two', 100)).size).toBe(SHARDS);
    expect((await leases.hold('one', 100)).size).toBe(0);
  });

  it('gives each shard to one of many who come at once', async () => {
    const { leases } = given();
    const held = await Promise.all(['one', 'two', 'three'].map((owner) => leases.hold(owner, 100)));
    expect(held.reduce((sum, { size }) => sum + size, 0)).toBe(SHARDS);
  });
};

/** What the sharing of the work relies on. `make` gives leases of so many shards that nobody holds. */
export const describeShardLeasesContract = (
  name: string,
  make: (machine: MachineTime, shards: number) => Promise<ShardLeases>,
): void => {
  describe(`the contract of shard leases: ${name}`, () => {
    let machine: ManualMachineTime;
    let leases: ShardLeases;
    beforeEach(async () => {
      machine = new ManualMachineTime(1_000_000);
      leases = await make(machine, SHARDS);
    });

    it('gives all shards to who comes first, and none of them to another while the lease runs', async () => {
      const held = await leases.hold('one', 100);
      expect([...held.keys()].sort((a, b) => a - b)).toEqual(Array.from({ length: SHARDS }, (_, shard) => shard));
      expect(held.get(0)).toEqual({ untilMs: 1_000_100 });
      machine.ms += 99;
      expect((await leases.hold('two', 100)).size).toBe(0);
    });

    it('prolongs what its holder has', async () => {
      await leases.hold('one', 100);
      machine.ms += 99;
      const held = await leases.hold('one', 100);
      expect([held.size, held.get(5)]).toEqual([SHARDS, { untilMs: 1_000_199 }]);
      machine.ms += 50;
      expect((await leases.hold('two', 100)).size).toBe(0);
    });

    it('frees at once what its holder releases, and nothing of others', async () => {
      await leases.hold('one', 100);
      await leases.release('two');
      expect((await leases.hold('one', 100)).size).toBe(SHARDS);
      await leases.release('one');
      expect((await leases.hold('two', 100)).size).toBe(SHARDS);
    });

    describe('among several', () => describeShares(() => ({ machine, leases })));
  });
};
