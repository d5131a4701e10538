// A lock file made where only one platform's binaries are served lacks the others, and `npm ci` elsewhere stops (docs/adr/0001).
// `--write` adds a stub for every exact optional dependency that is missing; without it, missing ones are an error. No download address may stand in it.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const file = resolve(dirname(fileURLToPath(import.meta.url)), '../../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));

const OS = ['darwin', 'linux', 'win32', 'freebsd', 'openbsd', 'netbsd', 'android', 'aix', 'sunos', 'openharmony'];
const CPU = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32'];
const wordsOf = (name) => name.replace('@', '').split(/[/\-.]/);
const one = (words, known) => words.filter((word) => known.includes(word));

/** Read off the package's name, so that other platforms still get theirs. */
const platformOf = (name) => {
  const words = wordsOf(name).map((word) => (word === 'armv7' || word === 'gnueabihf' ? 'arm' : word));
  const os = one(words, OS);
  const cpu = one(words, CPU);
  return { ...(os.length > 0 ? { os } : {}), ...(cpu.length > 0 ? { cpu } : {}) };
};

const packages = lock.packages;
const missing = [];
for (const [path, entry] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (!/^\d/.test(version)) continue;
    if (packages[`${path}/node_modules/${name}`] ?? packages[`node_modules/${name}`]) continue;
    missing.push({ name, version });
  }
}

const addresses = Object.values(packages).filter(
  (entry) => typeof entry.resolved === 'string' && entry.link !== true && /^https?:/.test(entry.resolved),
);
if (addresses.length > 0) {
  console.error(
    `package-lock.json names ${addresses.length} download addresses; keep omit-lockfile-registry-resolved=true`,
  );
  process.exit(1);
}

if (process.argv.includes('--write')) {
  for (const { name, version } of missing)
    packages[`node_modules/${name}`] ??= { version, optional: true, ...platformOf(name) };
  const sorted = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted }, null, 2)}\n`);
  console.log(`added ${missing.length} optional packages to package-lock.json`);
} else if (missing.length > 0) {
  console.error(
    `package-lock.json lacks ${missing.length} optional packages, e.g. ${missing[0].name}; run: node tools/check/lock-file.mjs --write`,
  );
  process.exit(1);
}
