import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAMS } from './environment.mjs';
import { SetupError } from './stage1.mjs';

/**
 * Runs a program on this terminal as part of a session: it ends with the session, however that ends.
 * @param {import('./session.mjs').Session} session
 * @param {string} name
 * @param {readonly string[]} args Node's arguments
 * @param {{ cwd: string, env: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>} its exit code
 */
export function runInSession(session, name, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { ...options, stdio: 'inherit' });
    child.once('error', reject);
    child.once('spawn', () => void session.supervisor.adopt(name, child.pid ?? 0).catch(() => undefined));
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/**
 * @param {keyof typeof PROGRAMS} command
 * @param {string} root
 * @param {string} [name] which of several, as for a benchmark
 * @returns {string} the path of the built program
 */
export function findProgram(command, root, name = '') {
  const candidates = PROGRAMS[command].map((path) => path.replace('NAME', name));
  const found = candidates.find((path) => existsSync(join(root, path)));
  if (!found) throw new SetupError(`there is no ${`${command} ${name}`.trim()}; looked for ${candidates.join(', ')}`);
  return join(root, found);
}

/**
 * The caller's folder is where the command was typed, not where npm runs the script.
 * @param {readonly string[]} args
 * @param {readonly string[]} keys options that name a file or folder
 * @param {NodeJS.ProcessEnv} env
 */
export function withAbsolutePaths(args, keys, env) {
  const base = env['INIT_CWD'] ?? process.cwd();
  return args.map((arg, index) => {
    if (keys.includes(args[index - 1] ?? '') && !arg.startsWith('/')) return join(base, arg);
    const key = keys.find((candidate) => arg.startsWith(`${candidate}=`));
    const value = key ? arg.slice(key.length + 1) : '';
    return key && !value.startsWith('/') ? `${key}=${join(base, value)}` : arg;
  });
}
