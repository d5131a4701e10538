import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { Order } from '../plan/kill-book.js';

export interface ProcessSpec {
  /** The built `dist/main.js`. */
  readonly main: string;
  /** Module that is loaded before it and kills it on order. */
  readonly strike: string;
  readonly env: Readonly<Record<string, string>>;
  /** Gets its output, appended. */
  readonly log: string;
}

/** No point has this name. */
const NOWHERE: { readonly point: string; readonly nth: number } = { point: '', nth: 0 };

/** A service under plain node that can be told where to die. It ends with this process. */
export class MarkedProcess {
  readonly ended: Promise<number | string>;
  private readonly child: ChildProcess;
  private isOver = false;

  constructor({ main, strike, env, log }: ProcessSpec) {
    const output = openSync(log, 'a');
    this.child = spawn(process.execPath, ['--enable-source-maps', '--import', strike, main], {
      env: { ...env, HOST: '127.0.0.1' },
      stdio: ['ignore', output, output, 'ipc'],
    });
    closeSync(output);
    this.ended = new Promise((resolve) =>
      this.child.once('exit', (code, signal) => {
        this.isOver = true;
        resolve(code ?? signal ?? 'unknown');
      }),
    );
  }

  get pid(): number {
    return this.child.pid ?? -1;
  }

  get isRunning(): boolean {
    return !this.isOver;
  }

  /** Without an order it lives on. */
  arm(order: Order | undefined): void {
    // It may die while it is told.
    if (this.child.connected) this.child.send(order ?? NOWHERE, () => undefined);
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
