import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cli = resolve(process.cwd(), 'tools/engines/cli.mjs');

/** A Kafka or MongoDB of this test alone, on the same port after each start. Stopping kills it. */
export class OwnEngine {
  private readonly dir: string;

  constructor(private readonly name: 'kafka' | 'mongodb') {
    this.dir = mkdtempSync(join(tmpdir(), `aftercare-${name}-`));
  }

  /** Its address. */
  async start(): Promise<string> {
    await this.cli('start', '--env', join(this.dir, 'env'), '--only', this.name);
    const address = /='(.*)'/.exec(readFileSync(join(this.dir, 'env'), 'utf8'))?.[1];
    if (address === undefined) throw new Error(`${this.name} gave no address`);
    return address;
  }

  stop(): Promise<void> {
    return this.cli('stop');
  }

  async end(): Promise<void> {
    await this.stop().catch(() => undefined);
    rmSync(this.dir, { recursive: true, force: true });
  }

  private async cli(command: string, ...args: readonly string[]): Promise<void> {
    // With an address given nothing would be started.
    const env = { ...process.env, KAFKA_BROKERS: '', MONGODB_URI: '' };
    await run(process.execPath, [cli, command, '--dir', this.dir, ...args], { env });
  }
}
