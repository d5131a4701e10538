import type { MachineTime } from '@aftercare/kernel';
import { SeededRandom } from '@aftercare/testing';
import type { TestDatabase } from '@aftercare/testing';
import { OutsideWorld } from '../demo/http/outside-world.js';
import { Desk, VISITS_PER_CLIENT } from './load/desk.js';
import { ProviderWeather } from './load/provider-weather.js';
import { judge } from './oracle/judge.js';
import type { Verdict } from './oracle/judge.js';
import { readLog } from './oracle/log.js';
import { owedFor } from './oracle/owed.js';
import { readLeftovers, readLedger, readProviders } from './oracle/read-stores.js';
import { plantDouble, plantLoss } from './oracle/planted.js';
import { KillBook } from './plan/kill-book.js';
import { ChaosStack } from './stack/chaos-stack.js';
import { chooseAddresses, environmentOf, urlOf } from './stack/environment.js';
import type { Engines } from './stack/environment.js';
import { ProductTime } from './stack/product-time.js';
import { Storm } from './storm.js';
import type { EngineFault, EngineHands } from './storm.js';

/** Tuesday morning where the clients live; texts may go out until the evening. */
const START = new Date('2027-03-02T10:00:00.000Z');
/** Product time after the storm: every look-up, half hour and the two hours without a word are over by then. */
const AFTERWARDS_MS = 4 * 3_600_000;
/** Of a hundred clients, so many mail servers take a mail and cut the line. */
const DEAF_PERCENT = 2;

export interface ChaosOptions {
  readonly kills: number;
  readonly reminders: number;
  readonly waves: number;
  readonly clinics: number;
  readonly seed: number;
  readonly faults: readonly EngineFault[];
  /** Spoils one row and repeats another, to show that the oracle sees it. */
  readonly planted: boolean;
}

export interface ChaosSurroundings {
  /** The project's folder. */
  readonly root: string;
  /** For logs and marks. */
  readonly folder: string;
  readonly database: TestDatabase;
  readonly engines: Engines;
  readonly hands: EngineHands;
  readonly machine: MachineTime;
  readonly say: (line: string) => void;
}

export interface ChaosResult {
  readonly verdict: Verdict;
  readonly kills: Readonly<Record<string, number>>;
  /** Deaths that nobody ordered. */
  readonly others: number;
  readonly blackouts: number;
  readonly faults: readonly EngineFault[];
  readonly provider: Readonly<Record<string, number>>;
  readonly texts: number;
  readonly mails: number;
  readonly unpublished: number;
  readonly parked: number;
  readonly killsLeft: number;
}

const tally = (names: readonly string[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([one], [other]) => one.localeCompare(other)));
};

/** One run: a storm over the real processes, then calm, then the verdict. */
export class ChaosRun {
  private readonly random: SeededRandom;
  private readonly time: ProductTime;

  constructor(
    private readonly around: ChaosSurroundings,
    private readonly options: ChaosOptions,
  ) {
    this.random = new SeededRandom(options.seed);
    this.time = new ProductTime(around.machine, START);
  }

  async run(): Promise<ChaosResult> {
    const { around, options, time } = this;
    const addresses = await chooseAddresses();
    const setupCodes = Array.from({ length: options.clinics }, (_, index) => `code-${index}`);
    const env = environmentOf(addresses, around.engines, { prefix: around.database.name, setupCodes });
    const stack = new ChaosStack(around, addresses, env, time, around.machine);
    try {
      await stack.start();
      const weather = new ProviderWeather(urlOf(addresses, 'sandbox'), this.random.fork(), around.machine);
      const desks = await this.openDesks(setupCodes, addresses, weather);
      const storm = new Storm(
        {
          ...around,
          stack,
          weather,
          desks,
          time,
          book: new KillBook(options.kills, this.random.fork()),
        },
        options,
      );
      await storm.run(() => this.plant(plantLoss));
      await this.plant(plantDouble);
      around.say('calm: every process is started anew, time moves on when all is quiet');
      const director = await stack.calm();
      around.say('calm: everything is up and quiet');
      await director.playUntil(new Date((director.now ?? time.now()).getTime() + AFTERWARDS_MS));
      around.say(`calm: four hours in ${director.timings.steps} steps`);
      return await this.resultOf(storm, weather, { desks, sandboxUrl: urlOf(addresses, 'sandbox') });
    } finally {
      await stack.stop();
    }
  }

  private async plant(act: (database: TestDatabase) => Promise<void>): Promise<void> {
    if (this.options.planted) await act(this.around.database);
  }

  private async openDesks(
    codes: readonly string[],
    addresses: Parameters<typeof urlOf>[0],
    weather: ProviderWeather,
  ): Promise<readonly Desk[]> {
    const { machine, say } = this.around;
    const world = new OutsideWorld(urlOf(addresses, 'sandbox'));
    const visits = Math.ceil(this.options.reminders / 2 / codes.length);
    const desks: Desk[] = [];
    for (const [number, code] of codes.entries()) {
      const desk = await Desk.open(code, {
        number,
        publicUrl: urlOf(addresses, 'gateway'),
        world,
        machine,
        time: this.time,
      });
      await desk.registerAll(Math.ceil(visits / VISITS_PER_CLIENT), visits);
      desks.push(desk);
      for (const { email } of desk.clients) if (this.random.chance(DEAF_PERCENT / 100)) await weather.deafen(email);
    }
    say(`${desks.length} clinics with ${desks.reduce((sum, { clients }) => sum + clients.length, 0)} clients are open`);
    return desks;
  }

  private async resultOf(
    storm: Storm,
    weather: ProviderWeather,
    at: { readonly desks: readonly Desk[]; readonly sandboxUrl: string },
  ): Promise<ChaosResult> {
    const { database } = this.around;
    const { texts, mails } = await readProviders(at.sandboxUrl);
    const phoneOf = new Map(
      at.desks.flatMap(({ clients }) => clients.map(({ email, phone }) => [email, phone] as const)),
    );
    const log = readLog(texts, mails, phoneOf);
    const verdict = judge({ owed: owedFor(storm.visits), log, ledger: await readLedger(database) });
    const count = (channel: string): number => log.filter((one) => one.channel === channel).length;
    return {
      verdict,
      kills: tally(storm.deaths.flatMap(({ point, where }) => (point === undefined ? [] : [`${point}: ${where}`]))),
      others: storm.deaths.filter(({ point }) => point === undefined).length,
      blackouts: storm.blackouts,
      faults: storm.faults,
      provider: Object.fromEntries(weather.counts),
      texts: count('sms'),
      mails: count('email'),
      ...(await readLeftovers(database)),
      killsLeft: storm.killsLeft,
    };
  }
}
