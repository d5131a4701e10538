import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecords } from '../registry.mjs';

/** Answers like a Redis as far as the resolver asks. FAKE_FAIL_ONCE names a file whose presence makes one start fail. */
export const REDIS_PROGRAM = `#!${process.execPath}
const { existsSync, rmSync } = require('node:fs');
if (process.argv.includes('--version')) { console.log('Redis server v=7.2.4 sha=0'); process.exit(0); }
const failOnce = process.env.FAKE_FAIL_ONCE;
if (failOnce && existsSync(failOnce)) { rmSync(failOnce); console.log('Address already in use'); process.exit(1); }
const port = Number(process.argv[process.argv.indexOf('--port') + 1]);
require('node:net').createServer((socket) => {
  socket.on('error', () => {});
  socket.on('data', () => socket.write('process_id:' + process.pid + '\\r\\n'));
}).listen(port, '127.0.0.1');
`;

/** A machine of its own: nothing on PATH but what the test puts there, an empty cache, its own list of runs. */
export class FakeMachine {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'aftercare-machine-'));
    this.bin = join(this.folder, 'bin');
    this.cache = join(this.folder, 'cache');
    this.runs = join(this.folder, 'runs');
    this.env = {
      PATH: this.bin,
      HOME: this.folder,
      AFTERCARE_ENGINE_CACHE: this.cache,
      AFTERCARE_RUNS_DIR: this.runs,
      AFTERCARE_NO_APT: '1',
      AFTERCARE_ENGINE_PLATFORM: 'linux-x64',
    };
    /** @type {Set<import('node:child_process').ChildProcess>} */
    this.children = new Set();
    mkdirSync(this.bin);
    mkdirSync(this.runs);
  }

  /**
   * @param {string} name
   * @param {string} source a script for Node, unless it brings its own first line
   */
  install(name, source) {
    const path = join(this.bin, name);
    writeFileSync(path, source.startsWith('#!') ? source : `#!${process.execPath}\n${source}`);
    chmodSync(path, 0o755);
    return path;
  }

  /**
   * A pip that counts its downloads and brings one file.
   * @param {string} file
   * @param {Buffer} content
   */
  installPip(file, content) {
    const served = join(this.folder, 'served.whl');
    writeFileSync(served, content);
    this.install(
      'pip3',
      `const fs = require('node:fs');
       if (process.argv[2] === '--version') process.exit(0);
       fs.appendFileSync(${JSON.stringify(join(this.folder, 'pip-calls'))}, 'x');
       const to = process.argv[process.argv.indexOf('--dest') + 1];
       fs.mkdirSync(to, { recursive: true });
       fs.copyFileSync(${JSON.stringify(served)}, to + ${JSON.stringify(`/${file}`)});`,
    );
  }

  get pipCalls() {
    const file = join(this.folder, 'pip-calls');
    return existsSync(file) ? readFileSync(file, 'utf8').length : 0;
  }

  get cacheContent() {
    return existsSync(this.cache) ? readdirSync(this.cache) : [];
  }

  get runRecords() {
    return readRecords(this.runs);
  }

  /**
   * @param {readonly string[]} args
   * @param {NodeJS.ProcessEnv} [env]
   */
  launch(args, env = {}) {
    const cli = join(process.cwd(), 'tools', 'engines', 'cli.mjs');
    const child = spawn(process.execPath, [cli, ...args], {
      env: { ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.children.add(child);
    return child;
  }

  /**
   * @param {readonly string[]} args
   * @param {NodeJS.ProcessEnv} [env]
   * @returns {Promise<{ code: number | null, stdout: string, stderr: string }>}
   */
  async cli(args, env = {}) {
    const child = this.launch(args, env);
    const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { code, stdout, stderr };
  }

  /**
   * A launcher that holds a Redis until it ends.
   * @param {string} [dir]
   * @returns {Promise<{ launcher: import('node:child_process').ChildProcess, url: string }>}
   */
  async holdRedis(dir = 'data') {
    const launcher = this.launch(['hold', '--dir', join(this.folder, dir), '--only', 'redis']);
    const [line] = await once(launcher.stdout, 'data');
    return { launcher, url: String(line) };
  }

  dispose() {
    for (const child of this.children) child.kill('SIGKILL');
    for (const { supervisor, children } of this.runRecords) {
      for (const { pid } of [supervisor, ...children]) kill(pid);
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** @param {number} pid */
function kill(pid) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It had ended already.
  }
}

/** @param {NodeJS.ReadableStream} stream */
async function text(stream) {
  let all = '';
  for await (const chunk of stream) all += String(chunk);
  return all;
}
