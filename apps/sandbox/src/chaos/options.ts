import { parseArgs } from 'node:util';
import type { ChaosOptions } from './run-chaos.js';

export interface ChaosCommand extends ChaosOptions {
  /** JSON file for what was seen. */
  readonly report: string | undefined;
}

const FULL = { kills: 100, reminders: 20_000, waves: 5, clinics: 4 } as const;

const numberOf = (text: string | undefined, fallback: number): number => {
  const number = text === undefined ? fallback : Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 1_000_000)
    throw new RangeError(`"${text ?? ''}" is not a number from 1 to 1000000`);
  return number;
};

export const readOptions = (args: readonly string[]): ChaosCommand => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      kills: { type: 'string' },
      reminders: { type: 'string' },
      waves: { type: 'string' },
      seed: { type: 'string' },
      report: { type: 'string' },
      planted: { type: 'boolean', default: false },
    },
  });
  return {
    kills: numberOf(values.kills, FULL.kills),
    reminders: numberOf(values.reminders, FULL.reminders),
    waves: numberOf(values.waves, FULL.waves),
    clinics: FULL.clinics,
    seed: numberOf(values.seed, 1),
    faults: ['redis', 'mongodb', 'kafka', 'redis'],
    planted: values.planted,
    report: values.report,
  };
};
