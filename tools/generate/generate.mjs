// Writes every generated file; `--check` only compares and names what is out of date. Reads the built libs and apps.
import { existsSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asyncApi } from './asyncapi.mjs';
import { consoleTypes } from './console-types.mjs';
import { configTables, environmentExample } from './config-tables.mjs';
import { nestCli } from './nest-cli.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const onlyCheck = process.argv.includes('--check');

/** @type {ReadonlyArray<{ file: string, content: string }>} */
const files = [
  await nestCli(root),
  await asyncApi(root),
  await consoleTypes(root),
  ...(await configTables(root)),
  await environmentExample(root),
];

const stale = files.filter(
  ({ file, content }) => !existsSync(join(root, file)) || readFileSync(join(root, file), 'utf8') !== content,
);
if (onlyCheck) {
  for (const { file } of stale) console.error(`${file} is out of date; run: node tools/generate/generate.mjs`);
  process.exit(stale.length > 0 ? 1 : 0);
}
for (const { file, content } of stale) {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), content);
  console.log(`wrote ${file}`);
}
