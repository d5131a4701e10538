import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Director, HttpProcess, startService, testDatabase } from '@aftercare/testing';
import type { StartedService, TestDatabase } from '@aftercare/testing';

/** Beside the built library, so that it finds the same packages. */
const MAIN = join(__dirname, '../dist/bootstrap-spec/main.mjs');
const PROGRAM = `
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { z } from 'zod';
import { bootstrap, loadConfig, PlatformModule, platformConfig } from '../index.js';

const config = loadConfig(z.object(platformConfig), process.env);
class App {}
Module({ imports: [PlatformModule.forRoot({ service: 'small', config })] })(App);
await bootstrap({ module: App, service: 'small', config });
`;

/** The built library under plain node: what jest's CommonJS cannot show. Needs \`npm run build\` before. */
describe('a built service', () => {
  let database: TestDatabase;
  let service: StartedService | undefined;

  beforeAll(async () => {
    mkdirSync(join(MAIN, '..'), { recursive: true });
    writeFileSync(MAIN, PROGRAM);
    database = await testDatabase('bootstrap');
  });
  afterEach(() => service?.kill());
  afterAll(() => database.drop());

  const environment = (): Record<string, string> => ({
    MONGODB_URI: database.uri,
    DB_PREFIX: database.name,
    KAFKA_BROKERS: '127.0.0.1:1',
    INTERNAL_TOKEN_SECRET: 'x'.repeat(32),
    LINK_KEY: 'y'.repeat(32),
    MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
    CLOCK: 'stepped',
    CLOCK_START: '2027-03-01T08:00:00Z',
  });
  const start = async (env: Readonly<Record<string, string>>): Promise<StartedService> => {
    service = await startService({ main: MAIN, env });
    return service;
  };

  it('serves health, metrics, its description and the stepped clock, and ends with code 0', async () => {
    const { address, stop, output } = await start(environment());
    for (const path of ['health/live', 'health/ready', 'metrics', 'openapi.json', 'internal/quiescence']) {
      const { status } = await fetch(`${address}/${path}`);
      expect([path, status]).toEqual([path, 200]);
    }
    expect(output()).toContain('"service":"small"');
    await expect(stop()).resolves.toBe(0);
  }, 30_000);

  it('is led by the director', async () => {
    const { address } = await start(environment());
    const director = new Director([new HttpProcess('small', address)]);
    await expect(director.step(new Date('2027-03-01T09:00:00Z'), () => undefined)).resolves.toBeUndefined();
    await expect(director.step(new Date('2027-03-01T08:59:00Z'))).rejects.toThrow('INVALID_INPUT');
    await director.release(new Date('2027-03-01T09:00:00Z'));
    expect(director.timings).toMatchObject({ steps: 1 });
  }, 30_000);

  it('says everything that is wrong with its configuration and does not start', async () => {
    const broken = { ...environment(), MASTER_KEY: '', LINK_KEY: 'short' };
    await expect(start(broken)).rejects.toThrow(/2 problem\(s\)[^]*LINK_KEY[^]*MASTER_KEY/u);
  }, 30_000);

  it('refuses the stepped clock in production', async () => {
    await expect(start({ ...environment(), NODE_ENV: 'production' })).rejects.toThrow('CLOCK: stepped is refused');
  }, 30_000);
});
