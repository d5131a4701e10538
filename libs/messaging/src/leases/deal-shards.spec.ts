import fc from 'fast-check';
import { dealShards } from './deal-shards.js';
import type { ShardLease } from './deal-shards.js';

const SHARDS = 64;
const NOW = 1000;
const all = (owner: string, untilMs: number): readonly ShardLease[] =>
  Array.from({ length: SHARDS }, (_, shard) => ({ shard, owner, untilMs }));
const deal = (leases: readonly ShardLease[], owner: string, living: number) =>
  dealShards(leases, { owner, nowMs: NOW, living });

describe('shards dealt among processes', () => {
  it('are all of the only one', () => {
    expect(deal(all('', 0), 'one', 1)).toEqual({ prolong: [], take: all('', 0).map(({ shard }) => shard), runOut: [] });
    expect(deal(all('one', NOW + 1), 'one', 1).prolong).toHaveLength(SHARDS);
  });

  it('are half of each where a second one comes: what is beyond that runs out, and only then is it the other’s', () => {
    expect(deal(all('one', NOW + 1), 'one', 2)).toMatchObject({
      prolong: { length: SHARDS / 2 },
      take: [],
      runOut: { length: SHARDS / 2 },
    });
    expect(deal(all('one', NOW + 1), 'two', 2)).toEqual({ prolong: [], take: [], runOut: [] });
    const runOut = all('one', NOW + 1).map((lease) => (lease.shard < SHARDS / 2 ? lease : { ...lease, untilMs: NOW }));
    expect(deal(runOut, 'one', 2).take).toEqual([]);
    expect(deal(runOut, 'two', 2).take).toHaveLength(SHARDS / 2);
  });

  it('are all held by somebody, and by one at a time, whoever comes first and however many there are', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 4 }), { maxLength: 30 }), fc.integer({ min: 1, max: 5 }), (turns, living) => {
        const everybody = Array.from({ length: living }, (_, who) => who);
        let leases = all('', 0);
        let nowMs = NOW;
        // All within one lease, so nothing runs out in between.
        for (const who of [...turns, ...everybody]) {
          const owner = `process-${who % living}`;
          nowMs += 10;
          const { prolong, take } = dealShards(leases, { owner, nowMs, living });
          expect(prolong.length + take.length).toBeLessThanOrEqual(Math.ceil(SHARDS / living));
          expect(take.every((shard) => leases[shard]?.owner === '')).toBe(true);
          expect(prolong.every((shard) => leases[shard]?.owner === owner)).toBe(true);
          const mine = new Set([...prolong, ...take]);
          leases = leases.map((lease) => (mine.has(lease.shard) ? { ...lease, owner, untilMs: nowMs + 1000 } : lease));
        }
        expect(leases.filter(({ owner }) => owner === '')).toEqual([]);
      }),
    );
  });
});
