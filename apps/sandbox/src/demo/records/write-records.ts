import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunRecords } from './types.js';
import type { Summary } from './summary.js';

const FILES: Readonly<Record<keyof RunRecords, string>> = {
  providerMessages: 'provider-messages.ndjson',
  inbound: 'inbound.ndjson',
  people: 'people.ndjson',
  bookings: 'bookings.ndjson',
  ledger: 'ledger.ndjson',
  answers: 'answers.ndjson',
  reports: 'reports.ndjson',
  rules: 'rules.ndjson',
};

const NAMES = ['providerMessages', 'inbound', 'people', 'bookings', 'ledger', 'answers', 'reports', 'rules'] as const;

const ndjson = (records: readonly object[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** Writes one file per kind of record (one JSON object a line) and `summary.json` into a folder, which is made if need be. */
export const writeRecords = async (folder: string, records: RunRecords, summary: Summary): Promise<void> => {
  await mkdir(folder, { recursive: true });
  for (const name of NAMES) await writeFile(join(folder, FILES[name]), ndjson(records[name]));
  await writeFile(join(folder, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
};
