import { readFileSync } from 'node:fs';
import { newId } from '@aftercare/kernel';
import type { NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { appModule } from '../app.module.js';
import { readConfig } from '../config.js';
import { mappingSchema } from './adapters/http/import.dto.js';
import { RunImport } from './application/run-import.js';
import type { ImportReport } from './application/run-import.js';

interface Options {
  readonly clinic: string;
  readonly format: 'ics' | 'csv';
  readonly file: string;
  readonly mapping?: string;
  readonly apply?: boolean;
}

/** Rows go to the output; logs would stand between them. */
const QUIET: Pick<NestApplicationOptions, 'logger'> = { logger: ['error'] };

const print = (report: ImportReport): void => {
  for (const row of report.rows) {
    const detail = row.fields?.map(({ field, message }) => `${field} ${message}`).join('; ') ?? '';
    process.stdout.write(
      [`line ${row.line}`, row.outcome, row.reason, row.startsAt?.toISOString() ?? '', detail].join('\t').trimEnd() +
        '\n',
    );
  }
  const totals = Object.entries(report.totals).map(([outcome, count]) => `${count} ${outcome}`);
  process.stdout.write(`${report.dryRun ? 'would be' : 'done'}: ${totals.join(', ')}\n`);
};

const options = new Command('import')
  .description('Imports bookings from another program. Without --apply it only says what would happen.')
  .requiredOption('--clinic <id>', 'the clinic')
  .requiredOption('--format <format>', 'ics or csv')
  .requiredOption('--file <path>', 'the exported file')
  .option('--mapping <path>', 'JSON: services, practitioners, clients, zones, columns, dateOrder')
  .option('--apply', 'write it')
  .parse()
  .opts<Options>();

const app = await NestFactory.createApplicationContext(appModule(readConfig()), QUIET);
try {
  const mapping = mappingSchema.parse(
    options.mapping === undefined ? {} : JSON.parse(readFileSync(options.mapping, 'utf8')),
  );
  const content = readFileSync(options.file, 'utf8');
  const { clinic: clinicId, format } = options;
  print(
    await app
      .get(RunImport)
      .execute({ id: newId(), clinicId, format, content, mapping, dryRun: options.apply !== true }),
  );
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await app.close();
}
