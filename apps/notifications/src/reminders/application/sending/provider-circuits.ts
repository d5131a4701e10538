import { Clock, MachineTime } from '@aftercare/kernel';
import { Metrics } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { CLOSED, failed, mayCall, succeeded, trying } from '../../domain/circuit.js';
import type { Circuit, Moment } from '../../domain/circuit.js';
import type { Channel } from '../../domain/reminder.js';
import { OutageLog } from './outage-log.js';

/** Told when a process begins and ends to leave a provider alone; a class, so that it is its own token. */
@Injectable()
export class CircuitGauge {
  private readonly gauge;

  constructor(metrics: Metrics) {
    this.gauge = metrics.gauge({
      name: 'provider_left_alone',
      help: '1 while nothing is called because a provider does not take anything',
      labels: ['channel'],
    });
  }

  set(channel: Channel, isOpen: boolean): void {
    this.gauge.set({ channel }, isOpen ? 1 : 0);
  }
}

/** What a call showed about its provider; undefined: nothing, as when it was not made. */
export type Showed = 'answers' | 'fails' | undefined;

/** Leaves a provider alone that takes nothing: one call now and then finds out whether it is back. Each process finds out for itself. */
@Injectable()
export class ProviderCircuits {
  private readonly circuits = new Map<Channel, Circuit>();
  /** `clinic/channel` of outages that are written down since the circuit opened. */
  private readonly logged = new Set<string>();
  /** An outage of these may stand open in the log; after a start nobody knows. */
  private readonly mayGoOn = new Set<Channel>(['sms', 'email']);

  constructor(
    private readonly outages: OutageLog,
    private readonly clock: Clock,
    private readonly machine: MachineTime,
    private readonly gauge: CircuitGauge,
  ) {}

  isOpen(channel: Channel): boolean {
    return this.of(channel).open !== undefined;
  }

  /** Until when nothing is to be called; undefined: a call may be made, be it to find out. */
  closedUntil(channel: Channel): Date | undefined {
    const now = this.now();
    const may = mayCall(this.of(channel), now);
    return typeof may === 'object' ? new Date(now.at.getTime() + may.forMs) : undefined;
  }

  /** Right before a call; whoever enters tells what it `showed`. */
  enter(channel: Channel): void {
    const circuit = this.of(channel);
    if (mayCall(circuit, this.now()) === 'try') this.circuits.set(channel, trying(circuit, true));
  }

  showed(channel: Channel, what: Showed): void {
    const circuit = this.of(channel);
    if (what === undefined) this.circuits.set(channel, trying(circuit, false));
    else this.circuits.set(channel, what === 'answers' ? succeeded() : failed(circuit, this.now()));
    const isOpen = this.isOpen(channel);
    if ((circuit.open !== undefined) !== isOpen) this.gauge.set(channel, isOpen);
    if (isOpen) this.mayGoOn.add(channel);
    else if (what === 'answers' && this.mayGoOn.has(channel)) void this.over(channel);
  }

  /** A clinic's message is kept back: from now on it is the clinic's outage as well. */
  keptBack(clinicId: string, channel: Channel): void {
    const { open } = this.of(channel);
    const name = `${clinicId}/${channel}`;
    if (open === undefined || this.logged.has(name)) return;
    this.logged.add(name);
    // What becomes of the message does not wait for it; where it fails, the next one that is kept back writes it down.
    this.outages.begin({ clinicId, channel, since: open.at }).catch(() => void this.logged.delete(name));
  }

  /** The result of the call does not wait for it. */
  private async over(channel: Channel): Promise<void> {
    this.mayGoOn.delete(channel);
    for (const name of this.logged) if (name.endsWith(`/${channel}`)) this.logged.delete(name);
    try {
      await this.outages.end(channel, this.clock.now());
    } catch {
      // The next answer ends it.
      this.mayGoOn.add(channel);
    }
  }

  private of(channel: Channel): Circuit {
    return this.circuits.get(channel) ?? CLOSED;
  }

  private now(): Moment {
    return { machineMs: this.machine.nowMs(), at: this.clock.now() };
  }
}
