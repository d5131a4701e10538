import { dateOf } from '@aftercare/kernel';
import type { Facts } from '../outside/facts.js';
import type { Arrival } from '../outside/providers.js';
import type { Weather } from '../weather.js';

/** A call as its provider has it. */
interface Arrived {
  readonly sender: string;
  readonly zone: string;
  readonly atMs: number;
  readonly machineMs: number;
}

const SECOND_MS = 1000;
/** After a bad answer a provider may be left alone for so long, in product time. */
const LEFT_ALONE_MS = 20 * 60_000;
/** Tries of a provider that took nothing lie no further apart. */
const LONGEST_LOOK_MS = 65_000;

/** What senders may send, and how it goes with the providers. */
export class AllowanceWatch {
  private readonly arrivals = new Map<string, Arrived[]>();
  private readonly back = new Set<string>();
  private readonly bad: number[] = [];

  constructor(
    private readonly weather: Weather,
    private readonly facts: Facts,
    private readonly fail: (text: string) => void,
  ) {}

  arrived({ channel, from }: Arrival, atMs: number, machineMs: number): void {
    const { allowance } = this.weather;
    const rules = [...this.facts.clinics.values()].find(({ smsSender }) => smsSender === from);
    if (channel === 'email' || rules === undefined || allowance === undefined) return;
    const call = { sender: from, zone: rules.zone, atMs, machineMs };
    const all = this.arrivals.get(call.sender) ?? [];
    this.arrivals.set(call.sender, all);
    all.push(call);
    const inSecond = all.filter(({ machineMs }) => machineMs > call.machineMs - SECOND_MS).length;
    // A call that is held up on its way arrives when it likes.
    const isOnTime = this.weather.stall === 0 && this.weather.freeze === 0;
    if (isOnTime && inSecond > allowance.perSecond)
      this.fail(`${call.sender} was called ${inSecond} times in a second`);
    if (!this.hasMoved(rules.clinicId) && this.onDayOf(call) > allowance.perDay)
      this.fail(`${call.sender} sent more than its allowance of a day`);
  }

  /** Somebody may have to wait for more than the facts. */
  get hasAllowance(): boolean {
    return this.weather.allowance !== undefined;
  }

  wentBad(atMs: number): void {
    this.bad.push(atMs);
  }

  /** The provider took nothing and asked to come again. */
  sentBack(attemptId: string): void {
    this.back.add(attemptId);
  }

  /**
   * This very call, or others not long before: enough of them and the provider is left alone. Who found it so before a night without
   * calls finds out with one of the next ones; the others wait until `waitsUntilMs`, a minute at most.
   */
  wasSentBack(attemptId: string, atMs: number, waitsUntilMs: number | undefined): boolean {
    if (this.back.has(attemptId)) return true;
    const isShortWait = waitsUntilMs !== undefined && waitsUntilMs - atMs <= LONGEST_LOOK_MS;
    return this.bad.some((badMs) => badMs <= atMs && (isShortWait || badMs > atMs - LEFT_ALONE_MS));
  }

  /** Where a clinic moves to another zone, a day ends in the middle. */
  private hasMoved(clinicId: string): boolean {
    const zones = (this.facts.clinicsTold.get(clinicId) ?? []).map(({ plan }) => plan.zone);
    return new Set(zones).size > 1;
  }

  private onDayOf({ sender, zone, atMs }: Arrived): number {
    const date = dateOf(new Date(atMs), zone);
    return (this.arrivals.get(sender) ?? []).filter((call) => dateOf(new Date(call.atMs), zone) === date).length;
  }
}
