import { existsSync } from 'node:fs';
import { aptInstall } from './clients.mjs';
import { WayFailed } from './errors.mjs';
import { onPath } from './process.mjs';

const NAMES = ['chromium', 'google-chrome', 'google-chrome-stable', 'chromium-browser'];
const FIX = 'apt-get update && apt-get install -y chromium';

/**
 * The browser for the browser tests: `CHROMIUM_PATH`, else one on PATH, else installed by apt-get where that is allowed.
 * @param {import('./clients.mjs').Surroundings} surroundings
 * @returns {Promise<string>}
 */
export async function findChromium(surroundings) {
  const given = surroundings.env['CHROMIUM_PATH'];
  if (given) {
    if (existsSync(given)) return given;
    throw new WayFailed(`CHROMIUM_PATH names ${given}, which is not there`, 'unset CHROMIUM_PATH');
  }
  const found = firstOnPath(surroundings.env);
  if (found) return found;
  await aptInstall('chromium', surroundings);
  const installed = firstOnPath(surroundings.env);
  if (!installed) throw new WayFailed('chromium was installed but is not on PATH', FIX);
  return installed;
}

/** @param {NodeJS.ProcessEnv} env */
function firstOnPath(env) {
  return NAMES.map((name) => onPath(name, env)).find((path) => path !== undefined);
}
