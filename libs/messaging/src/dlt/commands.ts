import type { MongoDeadLetters } from '../mongo/mongo-dead-letters.js';
import type { DeadLetter } from '../store/rows.js';

/** The parked records of one service. */
export interface ServiceLetters {
  readonly service: string;
  readonly letters: Pick<MongoDeadLetters, 'open' | 'get' | 'move'>;
}

export interface DltContext {
  readonly services: readonly ServiceLetters[];
  print(line: string): void;
  sleep(ms: number): Promise<void>;
}

export const USAGE = `dlt list                 parked events, oldest first
dlt show ID              one of them with its bytes
dlt redrive ID | --all   run it again through its own group
dlt drop ID              leave it out for good; its record stays`;

/** As long as nothing at all is done. */
const WAIT_MS = 15_000;
const LOOK_MS = 100;

const lineOf = ({ service }: ServiceLetters, letter: DeadLetter): string =>
  [
    letter._id,
    service,
    `${letter.topic}/${letter.partition}@${letter.offset}`,
    letter.parkedAt.toISOString(),
    letter.cause.code,
    letter.cause.detail,
    letter.state,
  ].join('  ');

const list = async (context: DltContext): Promise<number> => {
  let count = 0;
  for (const service of context.services) {
    for (const letter of await service.letters.open()) {
      context.print(lineOf(service, letter));
      count += 1;
    }
  }
  context.print(`${count} parked`);
  return 0;
};

interface Found {
  readonly service: ServiceLetters;
  readonly letter: DeadLetter;
}

const find = async (context: DltContext, id: string): Promise<Found | undefined> => {
  for (const service of context.services) {
    const letter = await service.letters.get(id);
    if (letter !== undefined) return { service, letter };
  }
  context.print(`nothing parked is called ${id}`);
  return undefined;
};

const show = async (context: DltContext, id: string): Promise<number> => {
  const found = await find(context, id);
  if (found === undefined) return 1;
  const { letter } = found;
  context.print(lineOf(found.service, letter));
  for (const [name, value] of Object.entries(letter.headers)) context.print(`${name}: ${value}`);
  context.print(letter.value === null ? '(no value)' : letter.value.toString('utf8'));
  return 0;
};

const drop = async (context: DltContext, id: string): Promise<number> => {
  const found = await find(context, id);
  const dropped = found !== undefined && (await found.service.letters.move(id, 'dropped'));
  if (found !== undefined) context.print(dropped ? `${id} dropped` : `${id} is ${found.letter.state}`);
  return dropped ? 0 : 1;
};

const ask = async (context: DltContext, { service, letter }: Found): Promise<boolean> => {
  const asked = await service.letters.move(letter._id, 'asked');
  if (!asked) context.print(`${letter._id} is ${letter.state}`);
  return asked;
};

/** Undefined while its service has not come to it. */
const resultOf = async (context: DltContext, { service, letter }: Found): Promise<number | undefined> => {
  const now = await service.letters.get(letter._id);
  if (now?.state === 'handled') {
    context.print(`${letter._id} handled`);
    return 0;
  }
  if (now?.state !== 'parked') return undefined;
  context.print(`${letter._id} failed again: ${now.cause.code} ${now.cause.detail}`);
  return 1;
};

/** The worst of the results. */
const results = async (context: DltContext, asked: readonly Found[]): Promise<number> => {
  const waiting = new Set(asked);
  let worst = 0;
  for (let waited = 0; waiting.size > 0 && waited < WAIT_MS; waited += LOOK_MS) {
    for (const one of waiting) {
      const result = await resultOf(context, one);
      if (result === undefined) continue;
      worst = Math.max(worst, result);
      waiting.delete(one);
      waited = 0;
    }
    if (waiting.size > 0) await context.sleep(LOOK_MS);
  }
  for (const { service, letter } of waiting) context.print(`${letter._id} waits for ${service.service} to run`);
  return waiting.size > 0 ? 2 : worst;
};

const redriveOne = async (context: DltContext, id: string): Promise<number> => {
  const found = await find(context, id);
  return found !== undefined && (await ask(context, found)) ? results(context, [found]) : 1;
};

/** Asks for all before it waits for any: services that run work side by side, and one that does not is waited for once. */
const redriveAll = async (context: DltContext): Promise<number> => {
  const asked: Found[] = [];
  let refused = 0;
  for (const service of context.services) {
    for (const letter of await service.letters.open()) {
      if (letter.state !== 'parked') continue;
      if (await ask(context, { service, letter })) asked.push({ service, letter });
      else refused = 1;
    }
  }
  return Math.max(refused, await results(context, asked));
};

/** The exit code: 0 done, 1 refused or failed again, 2 asked for but not done yet. */
export const runDlt = async (context: DltContext, args: readonly string[]): Promise<number> => {
  const [command, id] = args;
  if (command === 'list') return list(context);
  if (command === 'redrive' && id === '--all') return redriveAll(context);
  if (id !== undefined) {
    if (command === 'show') return show(context, id);
    if (command === 'drop') return drop(context, id);
    if (command === 'redrive') return redriveOne(context, id);
  }
  context.print(USAGE);
  return 1;
};
