import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { allPlanted } from '../src/simulation/planted/all-planted.js';

/** More of them: `npm run simulate -- --seeds 10000`. */
const SEEDS = 1000;

/** As built, in a process of its own: inside the test framework the same runs take three times as long. */
const simulate = async (...args: readonly string[]): Promise<{ readonly code: number; readonly said: string }> => {
  const program = join(process.cwd(), 'apps/notifications/dist/simulation/main.js');
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  const said = await text(child.stdout);
  return { code: await ended, said };
};

describe('the service under simulated crashes, delays, repeats and outages', () => {
  it(`keeps every promise in ${SEEDS} runs`, async () => {
    const { code, said } = await simulate('--seeds', String(SEEDS));
    expect(said).toContain(`${SEEDS} of ${SEEDS} seeds kept every promise`);
    expect(code).toBe(0);
  }, 600_000);

  it('says which run broke one, and how to see it again', async () => {
    const { code, said } = await simulate('--seed', '1', '--bug', 'caps ignored');
    expect(said).toMatch(/FAILED .*over the cap/u);
    expect(code).toBe(1);
  }, 60_000);
});

describe('planted bugs', () => {
  let run: { readonly code: number; readonly said: string };
  beforeAll(async () => {
    run = await simulate('--planted');
  }, 600_000);

  it.each(allPlanted.map(({ name }) => name))('%s is caught', (name) => {
    expect(run.said).toContain(`caught ${name} by seed `);
  });

  it('leave none that is missed', () => {
    expect(run.said).toContain(`${allPlanted.length} of ${allPlanted.length} planted bugs caught`);
    expect(run.code).toBe(0);
  });
});
