/**
 * `npm run simulate -- [--seeds N] [--from S]`: the deterministic simulator over that many seeds; `--seed S` plays one with its trace,
 * `--planted` shows that planted bugs are caught, `--workers N` says how many processes share the work. Needs no engine.
 */
import { build } from './build.mjs';
import { findProgram } from './child.mjs';
import { log, main, root } from './session.mjs';
import { passThrough, prepare } from './stage1.mjs';

await main(async () => {
  const stage = { root, env: process.env, log };
  await prepare(stage);
  await build(stage);
  const args = [findProgram('simulate', root), ...process.argv.slice(2)];
  return passThrough([process.execPath, ...args], { cwd: root, env: process.env });
});
