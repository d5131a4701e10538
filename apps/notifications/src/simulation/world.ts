import { Life, Scheduler, SeededRandom } from '@aftercare/testing';
import { RecordedConsents } from '../consents/application/recorded-consents.js';
import type { ClientKey, ConsentChange } from '../consents/application/ports.js';
import { KnownContacts } from '../contacts/application/known-contacts.js';
import { Failures } from './failures.js';
import { Trouble } from './model/trouble.js';
import { Watch } from './model/watch.js';
import { Agenda } from './outside/agenda.js';
import { EventLog } from './outside/event-log.js';
import { Facts } from './outside/facts.js';
import { OutsideClients } from './outside/owners.js';
import { friendly, Providers } from './outside/providers.js';
import { Redis } from './outside/redis.js';
import { Teller } from './outside/teller.js';
import { aTown } from './outside/town.js';
import { MINUTE_MS } from './outside/outside.js';
import { WorldClock } from './outside/world-clock.js';
import type { Planted } from './planted/planted.js';
import { Durable } from './service/durable.js';
import { Groups } from './service/groups.js';
import { portsOf } from './service/ports.js';
import type { Surroundings } from './service/ports.js';
import { ServiceProcess } from './service/process.js';
import { Works } from './service/works.js';
import { allowancesOf, weatherOf } from './weather.js';
import type { Weather } from './weather.js';

const MACHINE_START_MS = 1_800_000_000_000;
/** Product time that a process stays away after it died, in minutes. */
const AWAY_MINUTES: readonly [number, ...number[]] = [0, 0, 0, 1, 30, 400];
/** What a frozen process misses, in machine milliseconds: less than the shortest way from a lost claim to a second try. */
const FREEZE_MS = { least: 500, most: 45_000 };
/** A disturbance is felt this long: a claim that runs out, and a look at the provider after it. */
const AFTERMATH_MS = 20 * MINUTE_MS;

/** Everything there is in one run: the town, the providers, the stores, and the processes of the service over them. */
export class World implements Surroundings {
  readonly random: SeededRandom;
  readonly weather: Weather;
  readonly scheduler: Scheduler;
  readonly clock: WorldClock;
  readonly agenda = new Agenda();
  readonly facts: Facts;
  readonly durable: Durable;
  readonly redis: Redis;
  readonly providers: Providers;
  readonly teller: Teller;
  readonly groups: Groups;
  readonly watch: Watch;
  readonly trouble = new Trouble();
  readonly trace: string[] = [];
  readonly failures: Failures;
  private readonly log = new EventLog();
  private readonly processes = new Map<string, ServiceProcess>();
  private works = new Map<ServiceProcess, Works>();
  private lives = 0;

  constructor(
    seed: number,
    start: (random: SeededRandom) => Date,
    private readonly given: { readonly planted: Planted | undefined; readonly isTraced: boolean },
  ) {
    this.random = new SeededRandom(seed);
    this.weather = weatherOf(this.random.fork());
    this.scheduler = new Scheduler(this.random.fork(), MACHINE_START_MS);
    this.clock = new WorldClock(this.scheduler, start(this.random));
    this.facts = new Facts(aTown(this.random.fork()));
    this.durable = new Durable(this.scheduler, this.clock);
    this.redis = new Redis(this.scheduler, this.random.fork());
    this.redis.luck = { ...this.weather.ring };
    this.watch = new Watch(this.durable, this.facts, this.trouble, () => this.moment(), this.weather);
    this.failures = new Failures(this.weather, this.random.fork(), {
      onHiccup: () => this.trouble.add(this.clock.ms, this.clock.ms + AFTERMATH_MS),
      onSilence: () => this.watch.ownerWasSilent(),
    });
    this.providers = new Providers(this.clock, this.agenda, this.random.fork(), {
      onSent: (sent) => {
        this.say(`provider: ${sent.channel} ${sent.body} to ${sent.to}${sent.isTold ? '' : ' (reply lost)'}`);
        this.watch.wentOut(sent);
      },
      onArrival: (call) => this.watch.allowances.arrived(call, this.clock.ms, this.scheduler.nowMs),
      onBad: () => this.watch.allowances.wentBad(this.clock.ms),
      onSentBack: (attemptId) => this.watch.allowances.sentBack(attemptId),
      report: (report) => this.report(report),
    });
    Object.assign(this.providers.manners, this.weather.provider);
    this.teller = new Teller(this.log, this.clock, this.agenda, this.random.fork());
    const names = Array.from({ length: this.weather.processes }, (_, index) => `p${index + 1}`);
    this.groups = new Groups(this.make(new Life('nobody')).reactions, this.log, this.scheduler, this.random.fork());
    for (const name of names) this.begin(name);
    this.disturb();
  }

  get living(): readonly ServiceProcess[] {
    return [...this.processes.values()].filter(({ life }) => life.isAlive);
  }

  anyProcess = (): ServiceProcess | undefined => {
    const [first, ...rest] = this.living;
    return first === undefined ? undefined : this.random.pick([first, ...rest]);
  };

  moment() {
    return { atMs: this.clock.ms, step: this.scheduler.steps };
  }

  say(text: string): void {
    if (this.given.isTraced) this.trace.push(`${this.clock.now().toISOString()} #${this.scheduler.steps} ${text}`);
  }

  onCall = (life: Life, attemptId: string): void => this.watch.callStarts(life, attemptId, this.scheduler.nowMs);

  onLeases = (life: Life, held: ReadonlyMap<number, { readonly untilMs: number }>): void =>
    this.watch.leases.taken(life, held);

  /** Somebody alive has something to do now. */
  get isOwing(): boolean {
    if (this.living.length === 0) return false;
    const { planned, held, unknown, unheard, sending } = this.watch.ledger.next;
    const now = this.clock.ms;
    const isDue = Math.min(planned, held, unknown, unheard) <= now || sending > 0;
    return isDue || this.groups.isBehind || this.durable.isUnfinished;
  }

  /** The next instant of product time at which anything happens. */
  get nextMs(): number {
    const { planned, held, unknown, unheard } = this.watch.ledger.next;
    const service = this.living.length === 0 ? Infinity : Math.min(planned, held, unknown, unheard);
    return Math.min(service, this.agenda.nextMs ?? Infinity);
  }

  /** Starts whatever is idle and has something to do. */
  kick(): void {
    this.groups.kick();
    for (const process of this.living) this.works.get(process)?.kick();
  }

  begin(name: string): void {
    this.lives += 1;
    const process = this.make(new Life(`${name}.${this.lives}`));
    this.processes.set(name, process);
    this.works.set(process, new Works(process, this));
    this.groups.deal(this.living, 0.3);
    this.say(`${process.life.name} starts`);
    // One that cannot start is started again.
    process.start().catch(() => this.scheduler.kill(process.life, 'its start'));
  }

  killAll(awayMs: number): void {
    this.awayMs = awayMs;
    for (const { life } of this.living) this.scheduler.kill(life);
    this.awayMs = undefined;
  }

  /** A choice that was made before the first day. */
  grant(client: ClientKey, changes: readonly ConsentChange[]): Promise<void> {
    const { consents, transactions, contacts } = this.durable;
    const known = new KnownContacts(contacts, new OutsideClients(this.facts));
    return new RecordedConsents(consents, transactions, known, this.clock).change(client, changes, { source: 'staff' });
  }

  /** From here on nothing goes wrong any more, so everything that is owed must come to an end. */
  calmDown(): void {
    if (this.isOver) return;
    this.isOver = true;
    this.failures.end();
    this.redis.isDown = false;
    this.groups.isHopeless = false;
    Object.assign(this.providers.manners, friendly());
  }

  silence(owner: 'scheduling' | 'outcomes', isOn: boolean): void {
    this.failures.silence(owner, isOn);
    this.groups.isHopeless = this.failures.isAnybodySilent;
  }

  during(ms: number, set: (isOn: boolean) => void, isTrouble = true): void {
    set(true);
    this.say(`an outage of ${ms / MINUTE_MS} minutes begins: ${set.toString().slice(0, 80)}`);
    if (isTrouble) this.trouble.add(this.clock.ms, this.clock.ms + ms + AFTERMATH_MS);
    this.agenda.at(new Date(this.clock.ms + ms), () => set(false));
  }

  stepClock(ms: number): void {
    this.say(`the clock is set by ${ms / MINUTE_MS} minutes`);
    this.trouble.add(this.clock.ms - Math.abs(ms) * 2, this.clock.ms + Math.abs(ms) * 2);
    this.clock.stepBy(ms);
  }

  private make(life: Life): ServiceProcess {
    const ports = portsOf(this, life);
    const wrapped =
      this.given.planted?.ports === undefined ? ports : { ...ports, ...this.given.planted.ports(ports, this) };
    const process = new ServiceProcess(life, wrapped, {
      links: this.durable.links,
      optOut: this.weather.optOut,
      allowances: allowancesOf(this.weather),
    });
    this.given.planted?.process?.(process, this);
    return process;
  }

  private buried(life: Life, what: string): void {
    const awayMs = this.isOver ? 0 : (this.awayMs ?? this.random.pick(AWAY_MINUTES) * MINUTE_MS);
    const [name = ''] = life.name.split('.');
    this.say(`${life.name} dies at ${what}, for ${awayMs / MINUTE_MS} minutes`);
    this.trouble.add(this.clock.ms, this.clock.ms + awayMs + AFTERMATH_MS);
    this.groups.deal(this.living, 0);
    // Its last offsets may not have come to the broker.
    if (this.random.chance(0.3)) this.groups.rewind();
    this.agenda.at(new Date(this.clock.ms + awayMs), () => this.begin(name));
  }

  private report(report: Parameters<ServiceProcess['reports']['execute']>[0]): void {
    this.say(`provider: ${report.providerId} is ${report.status}`);
    this.anyProcess()
      ?.reports.execute(report)
      .catch(() => undefined);
  }

  private disturb(): void {
    const { weather } = this;
    this.scheduler.disturbances = {
      latencyMs: weather.latencyMs,
      stall: weather.stall,
      stallMs: 4000,
      failure: (what) => (this.isOver ? undefined : this.failures.of(what)),
      kills: (life) => this.strikes(life),
      onKill: (life, what) => this.buried(life, what),
      ...(this.given.isTraced ? { onStep: (who: string, what: string) => this.say(`${who}: ${what}`) } : {}),
    };
  }

  private strikes(life: Life): boolean {
    if (life.name.startsWith('the ') || this.isOver) return false;
    if (this.random.chance(this.weather.freeze)) {
      const ms = this.random.between(FREEZE_MS.least, FREEZE_MS.most);
      this.say(`${life.name} freezes for ${ms} ms`);
      life.freeze(this.scheduler.nowMs + ms);
      this.trouble.add(this.clock.ms, this.clock.ms + ms + AFTERMATH_MS);
      return false;
    }
    return this.random.chance(this.weather.kill);
  }

  /** How long those who die now stay away; by luck unless somebody says. */
  private awayMs: number | undefined;

  private isOver = false;
}
