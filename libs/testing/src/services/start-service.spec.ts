import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService } from './start-service.js';

const programOf = (text: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'service-')), 'main.cjs');
  writeFileSync(file, text);
  return file;
};

const serving = `
  require('node:http').createServer((request, response) => response.end(process.env.GREETING)).listen(process.env.PORT, process.env.HOST);
  process.on('SIGTERM', () => process.exit(0));
  console.log('serving');
`;

describe('startService', () => {
  it('waits until a service is ready and ends it', async () => {
    const service = await startService({ main: programOf(serving), env: { GREETING: 'hello' } });
    expect(await (await fetch(service.address)).text()).toBe('hello');
    expect(service.output()).toContain('serving');
    await expect(service.stop()).resolves.toBe(0);
  });

  it('can crash it', async () => {
    const service = await startService({ main: programOf(serving), env: {} });
    await expect(service.kill()).resolves.toBe('SIGKILL');
  });

  it('shows the output of one that ends at once', async () => {
    const main = programOf("console.error('MASTER_KEY: required'); process.exit(1);");
    await expect(startService({ main, env: {} })).rejects.toThrow('MASTER_KEY: required');
  });
});
