import { addDays } from '@aftercare/kernel';
import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface DemoOptions {
  /** Ends after the summary; the exit code says whether every check held. */
  readonly headless: boolean;
  /** Varies the people; the same seed gives the same counts. */
  readonly seed: string;
  /** Folder for the records of the run. */
  readonly report: string | undefined;
  /** Length of the run in days; a full run is twelve weeks. */
  readonly days: number;
  readonly clinics: number;
  readonly clientsPerClinic: number;
}

/** Monday 1 March 2027: each of the three zones changes its clocks in the twelve weeks that follow. */
export const FIRST_DAY = '2027-03-01';
const FULL_DAYS = 84;
/** The first visits of the calendars that are imported are on the second day, and are recorded by the third. */
const FEWEST_DAYS = 3;
const FULL_CLINICS = 3;
/** Three clinics of 50 make 150 people and, with their intervals, more than 600 sessions. */
const FULL_CLIENTS = 50;

/** All there is where nothing was asked for. */
const numberOf = (name: string, text: string | undefined, [least, most]: readonly [number, number]): number => {
  if (text === undefined) return most;
  const number = Number(text);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new RangeError(`--${name} "${text}" is not a number from ${least} to ${most}`);
  return number;
};

export const readOptions = (args: readonly string[]): DemoOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      headless: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      report: { type: 'string' },
      days: { type: 'string' },
      clinics: { type: 'string' },
      clients: { type: 'string' },
    },
  });
  return {
    headless: values.headless,
    seed: values.seed,
    report: values.report,
    days: numberOf('days', values.days, [FEWEST_DAYS, FULL_DAYS]),
    clinics: numberOf('clinics', values.clinics, [1, FULL_CLINICS]),
    clientsPerClinic: numberOf('clients', values.clients, [1, FULL_CLIENTS]),
  };
};

export const isFullRun = (options: DemoOptions): boolean =>
  options.days === FULL_DAYS && options.clinics === FULL_CLINICS && options.clientsPerClinic === FULL_CLIENTS;

/** The last day on which a visit may fall: the last Friday but one day before the end, so that it can be recorded. */
export const lastVisitDay = (options: DemoOptions): string => addDays(FIRST_DAY, options.days - 2);

/** The day after the last one. */
export const endDay = (options: DemoOptions): string => addDays(FIRST_DAY, options.days);
