import type { MachineTime } from '@aftercare/kernel';
import { Director, eventually, HttpProcess } from '@aftercare/testing';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { POINTS } from '../plan/kill-book.js';
import type { Order, Point } from '../plan/kill-book.js';
import { Balancer } from './balancer.js';
import { appOf, SLOTS, urlOf } from './environment.js';
import type { Addresses, Slot } from './environment.js';
import { MarkedProcess } from './marked-process.js';
import type { ProductTime } from './product-time.js';

/** How a process of the run ended, and where it stood. */
export interface Death {
  readonly slot: Slot;
  /** Undefined: it was not told to. */
  readonly point: Point | undefined;
  readonly where: string;
}

export interface StackPlace {
  /** The project's folder. */
  readonly root: string;
  /** Logs of the processes, and where they note their deaths. */
  readonly folder: string;
}

/** The stand-in for the provider lives through everything: its memory is the proof. */
const SERVICES = SLOTS.filter((slot) => slot !== 'sandbox');
const SENDERS = ['notifications-1', 'notifications-2'] as const;
/**
 * The provider's clock runs ahead. It is driven from here and must never be behind the callers': a look-up asks for what was
 * made since the claim, and a machine that stalls shall not decide a verdict.
 */
const LEAD_MS = 60_000;
const DRIVE_EVERY_MS = 100;
/** Real time; a start on a busy machine, with engines that are just coming back. */
const UP_WITHIN_MS = 180_000;
const STUCK_AFTER_MS = 300_000;

interface Mark {
  readonly pid: number;
  readonly point: string;
  readonly where: string;
}

/** The processes of a run. One that dies is started again at once, at the product time that it is by then. */
export class ChaosStack {
  private readonly running = new Map<Slot, MarkedProcess>();
  private readonly sandbox: HttpProcess;
  private readonly balancer: Balancer;
  /** Came up; their death is not the end of a start. */
  private readonly risen = new WeakSet<MarkedProcess>();
  private isKeptUp = true;
  private driving: Promise<void> | undefined;
  onDeath: (death: Death) => void = () => undefined;
  onUp: (slot: Slot) => void = () => undefined;

  constructor(
    private readonly place: StackPlace,
    readonly addresses: Addresses,
    private readonly env: Readonly<Record<string, string>>,
    private readonly time: ProductTime,
    private readonly machine: MachineTime,
  ) {
    this.sandbox = new HttpProcess('sandbox', urlOf(addresses, 'sandbox'));
    this.balancer = new Balancer(SENDERS.map((slot) => addresses.ports[slot]));
  }

  async start(): Promise<void> {
    await this.balancer.listen(this.addresses.ports.notifications);
    this.spawn('sandbox', this.providersNow());
    await eventually(() => this.sandbox.set(this.providersNow()), { timeoutMs: UP_WITHIN_MS });
    this.driving = this.drive();
    await Promise.all(SERVICES.map((slot) => this.up(slot)));
  }

  arm(slot: Slot, order: Order | undefined): void {
    this.running.get(slot)?.arm(order);
  }

  /** Everything of ours dies at the same moment; it comes back when product time has moved on by that much. */
  async blackout(ms: number): Promise<void> {
    await this.killServices();
    this.time.jump(ms);
    await this.sandbox.set(this.providersNow());
    await Promise.all(SERVICES.map((slot) => this.up(slot)));
  }

  /** Ends the storm: everything dies once more, and time moves only when all is quiet from here on. One sender is enough. */
  async calm(): Promise<Director> {
    await this.killServices();
    this.isKeptUp = false;
    await this.driving;
    const now = new Date(this.time.now().getTime() + 2 * LEAD_MS);
    const slots = SERVICES.filter((slot) => slot !== 'notifications-2');
    for (const slot of slots) this.spawn(slot, now);
    const processes = [this.sandbox, ...slots.map((slot) => new HttpProcess(slot, urlOf(this.addresses, slot)))];
    for (const process of processes) await eventually(() => process.set(now), { timeoutMs: UP_WITHIN_MS });
    const director = new Director(processes, { stuckAfterMs: STUCK_AFTER_MS });
    await director.step(now);
    return director;
  }

  async stop(): Promise<void> {
    this.isKeptUp = false;
    await this.driving;
    await Promise.all([...this.running.values()].map((process) => process.kill()));
    await this.balancer.close();
  }

  private async killServices(): Promise<void> {
    const dying = SERVICES.map((slot) => [slot, this.running.get(slot)] as const);
    for (const [slot] of dying) this.running.delete(slot);
    await Promise.all(dying.map(async ([, process]) => process?.kill()));
  }

  /** Until it runs and its time runs with it; one that dies on the way is started again. */
  private async up(slot: Slot): Promise<void> {
    const http = new HttpProcess(slot, urlOf(this.addresses, slot));
    while (this.isKeptUp) {
      const process = this.spawn(slot, this.time.now());
      const release = async (): Promise<void> => {
        if (process.isRunning) await http.release(this.time.now());
      };
      await eventually(release, { timeoutMs: UP_WITHIN_MS, everyMs: 50 });
      if (this.running.get(slot) !== process) return;
      if (!process.isRunning) continue;
      this.risen.add(process);
      this.onUp(slot);
      return;
    }
  }

  private spawn(slot: Slot, at: Date): MarkedProcess {
    const process = new MarkedProcess({
      main: join(this.place.root, 'apps', appOf(slot), 'dist/main.js'),
      strike: join(this.place.root, 'tools/chaos/strike.mjs'),
      log: join(this.place.folder, `${slot}.log`),
      env: {
        ...this.env,
        PORT: String(this.addresses.ports[slot]),
        CLOCK_START: at.toISOString(),
        SERVICE_NAME: slot,
        CHAOS_MARKS: this.marks,
      },
    });
    this.running.set(slot, process);
    void process.ended.then((end) => this.ended(slot, process, end));
    return process;
  }

  private ended(slot: Slot, process: MarkedProcess, end: number | string): void {
    // Killed on purpose with all the others.
    if (this.running.get(slot) !== process || !this.isKeptUp) return;
    const mark = this.markOf(process.pid);
    this.onDeath({
      slot,
      point: POINTS.find((point) => point === mark?.point),
      where: mark?.where ?? `by itself (${String(end)})`,
    });
    if (this.risen.delete(process))
      void this.up(slot).catch((error: unknown) => this.onDeath({ slot, point: undefined, where: String(error) }));
  }

  private get marks(): string {
    return join(this.place.folder, 'marks.jsonl');
  }

  private markOf(pid: number): Mark | undefined {
    if (!existsSync(this.marks)) return undefined;
    const lines = readFileSync(this.marks, 'utf8').trimEnd().split('\n');
    // Written by our own module.
    return lines.map((line) => JSON.parse(line) as Mark).findLast((mark) => mark.pid === pid);
  }

  private providersNow(): Date {
    return this.time.after(LEAD_MS);
  }

  private async drive(): Promise<void> {
    while (this.isKeptUp) {
      // The next one comes in a moment.
      await this.sandbox.set(this.providersNow()).catch(() => undefined);
      await this.machine.sleep(DRIVE_EVERY_MS);
    }
  }
}
