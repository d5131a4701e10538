import { SystemMachineTime } from '@aftercare/kernel';
import { testDatabase, testEngines } from '@aftercare/testing';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LauncherHands } from './launcher-hands.js';
import { readOptions } from './options.js';
import { ChaosRun } from './run-chaos.js';
import { holds, seesPlanted, summaryOf } from './summary.js';

const options = readOptions(process.argv.slice(2));
const engines = testEngines();
const database = await testDatabase('chaos');
const folder = mkdtempSync(join(tmpdir(), 'aftercare-chaos-'));
const machine = new SystemMachineTime();
const began = machine.nowMs();
const say = (line: string): void => {
  process.stderr.write(`${String(Math.round((machine.nowMs() - began) / 1000)).padStart(5)} s  ${line}\n`);
};
say(`seed ${options.seed}; logs of the processes and their marks: ${folder}`);
const hands = new LauncherHands(engines.redisUrl, database.name);
const result = await new ChaosRun(
  { root: process.cwd(), folder, database, engines, hands, machine, say },
  options,
).run();
process.stdout.write(`${summaryOf(result)}\n`);
if (options.report !== undefined)
  writeFileSync(
    options.report,
    `${JSON.stringify({ options, seconds: (machine.nowMs() - began) / 1000, result }, undefined, 2)}\n`,
  );
await database.drop();
if (options.planted) process.stdout.write(`the planted faults were ${seesPlanted(result) ? '' : 'not '}seen\n`);
process.exitCode = (options.planted ? seesPlanted(result) : holds(result)) ? 0 : 1;
// The launcher's line would keep it open.
if (process.connected) process.disconnect();
