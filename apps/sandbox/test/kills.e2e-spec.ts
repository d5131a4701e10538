import { SystemMachineTime } from '@aftercare/kernel';
import { testDatabase, testEngines, type TestDatabase } from '@aftercare/testing';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { POINTS } from '../src/chaos/plan/kill-book.js';
import { ChaosRun, type ChaosResult } from '../src/chaos/run-chaos.js';
import { wipeRedis } from '../src/chaos/stack/wipe-redis.js';
import { summaryOf } from '../src/chaos/summary.js';

/** A machine with other work; the run itself takes some four minutes. */
jest.setTimeout(1_800_000);

const SHORT = { kills: 6, reminders: 80, waves: 1, clinics: 2, seed: 7, faults: ['redis'], planted: false } as const;

describe('kill -9 on the real stack, while reminders fall due', () => {
  const folder = mkdtempSync(join(tmpdir(), 'aftercare-chaos-'));
  const said: string[] = [];
  let database: TestDatabase;
  let result: ChaosResult;

  beforeAll(async () => {
    const engines = testEngines();
    database = await testDatabase('chaos');
    // The engines are shared with other tests: only what is this run's own is wiped, and none of them is killed here.
    const hands = {
      wipeRedis: () => wipeRedis(engines.redisUrl, database.name),
      crash: () => Promise.reject(new Error('the engines of the tests are not killed')),
    };
    const say = (line: string): void => void said.push(line);
    const around = { root: process.cwd(), folder, database, engines, hands, machine: new SystemMachineTime(), say };
    result = await new ChaosRun(around, SHORT).run();
  });

  afterAll(async () => {
    await database.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('loses nothing, sends nothing twice, and closes every doubt by its rule', () => {
    const { breaches, owed } = result.verdict;
    expect(breaches.length === 0 ? [] : [summaryOf(result), ...said]).toEqual([]);
    expect(owed).toBeGreaterThanOrEqual(SHORT.reminders);
  });

  it('killed at points of the send path, and wiped Redis', () => {
    const points = Object.keys(result.kills).map((where) => where.split(':')[0] ?? '');
    expect(points.filter((point) => !POINTS.some((known) => known === point))).toEqual([]);
    // With so little traffic a point may not come up again before the storm is over.
    expect(new Set(points).size).toBeGreaterThanOrEqual(POINTS.length / 2);
    expect(result.faults).toEqual(['redis']);
  });

  it('publishes every event and parks none', () => {
    expect(result).toMatchObject({ unpublished: 0, parked: 0 });
  });
});
