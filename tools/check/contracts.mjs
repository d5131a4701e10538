// Compares the schema of every contract with the one that was published under the same type and fails on an incompatible change.
// `--publish` stores the schemas of contracts that have none yet; it never overwrites one, except for compatible additions.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { incompatibilities } from './compatibility.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = join(root, 'libs/contracts/published');
const { contracts, jsonSchemaOf } = await import(pathToFileURL(join(root, 'libs/contracts/dist/index.js')).href);
const publish = process.argv.includes('--publish');
const problems = [];

mkdirSync(folder, { recursive: true });
for (const contract of contracts) {
  const file = join(folder, `${contract.type}.json`);
  const now = jsonSchemaOf(contract.data);
  const text = `${JSON.stringify(now, null, 2)}\n`;
  if (!existsSync(file)) {
    if (publish) writeFileSync(file, text);
    else problems.push(`${contract.type} was never published; run: node tools/check/contracts.mjs --publish`);
    continue;
  }
  const before = JSON.parse(readFileSync(file, 'utf8'));
  const broken = incompatibilities(before, now);
  problems.push(...broken.map((one) => `${contract.type}: ${one}; make a new version instead`));
  if (broken.length === 0 && JSON.stringify(before) !== JSON.stringify(now)) {
    if (publish) writeFileSync(file, text);
    else problems.push(`${contract.type} has compatible additions; run: node tools/check/contracts.mjs --publish`);
  }
}

const known = new Set(contracts.map((contract) => `${contract.type}.json`));
problems.push(
  ...readdirSync(folder)
    .filter((file) => !known.has(file))
    .map((file) => `${file} was published and is gone from the registry`),
);
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
