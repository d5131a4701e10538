import { SystemMachineTime } from '@aftercare/kernel';
import { demoConfigFromEnvironment } from '../config.js';
import { readOptions } from './options.js';
import { playDemo } from './play-demo.js';

const output = { isTerminal: process.stdout.isTTY, write: (text: string) => void process.stdout.write(text) };
process.exitCode = await playDemo({
  config: demoConfigFromEnvironment(),
  options: readOptions(process.argv.slice(2)),
  machine: new SystemMachineTime(),
  output,
});
