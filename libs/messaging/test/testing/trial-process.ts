import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { eventually } from './eventually.js';
import type { TrialProgramOptions } from './trial-program.js';

const here = resolve(process.cwd(), 'libs/messaging/test/testing');

/** The trial service as a process of its own, to be stopped and killed. */
export class TrialProcess {
  private output = '';
  private errors = '';

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.on('data', (data: Buffer) => {
      this.output += data.toString();
    });
    child.stderr?.on('data', (data: Buffer) => {
      this.errors += data.toString();
    });
  }

  static start(options: TrialProgramOptions): TrialProcess {
    const args = [
      '--conditions',
      '@aftercare/source',
      '--import',
      resolve(here, 'typescript-loader.mjs'),
      resolve(here, 'trial-program.ts'),
      JSON.stringify(options),
    ];
    return new TrialProcess(spawn(process.execPath, args, { stdio: 'pipe', cwd: process.cwd() }));
  }

  async says(text: string): Promise<void> {
    await eventually(
      () => `the process says ${text}; it said ${this.output}${this.errors.slice(0, 800)}`,
      () => this.output.includes(text),
    );
  }

  get heard(): string {
    return this.output;
  }

  tell(line: string): void {
    this.child.stdin?.write(`${line}\n`);
  }

  signal(name: 'SIGSTOP' | 'SIGCONT'): void {
    this.child.kill(name);
  }

  /** Waits until it has killed itself. */
  async died(): Promise<void> {
    await eventually(
      () => `the process dies; it said ${this.output}${this.errors.slice(0, 800)}`,
      () => this.child.signalCode === 'SIGKILL',
      30_000,
    );
  }

  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }
}
