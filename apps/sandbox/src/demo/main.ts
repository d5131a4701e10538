import { SystemMachineTime } from '@aftercare/kernel';
import { demoConfigFromEnvironment } from '../config.js';
import { readOptions, type DemoOptions } from './options.js';
import { playDemo } from './play-demo.js';

const WRONG_WORDS = 2;

/** Undefined where the command line asks for what there is not; that is said then. */
const optionsIn = (words: readonly string[]): DemoOptions | undefined => {
  try {
    return readOptions(words);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof TypeError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return undefined;
  }
};

const output = { isTerminal: process.stdout.isTTY, write: (text: string) => void process.stdout.write(text) };
const options = optionsIn(process.argv.slice(2));
process.exitCode =
  options === undefined
    ? WRONG_WORDS
    : await playDemo({ config: demoConfigFromEnvironment(), options, machine: new SystemMachineTime(), output });
