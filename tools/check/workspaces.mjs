// With the source export condition, TypeScript says nothing when a lib is imported but not referenced, and build order is luck.
// So: imports of our own libs == dependencies in package.json == references in tsconfig.json.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
const filesUnder = (folder) =>
  existsSync(folder)
    ? readdirSync(folder).flatMap((name) => {
        const path = join(folder, name);
        return statSync(path).isDirectory() ? filesUnder(path) : [path];
      })
    : [];

/** What a build leaves out: specs and the suites that only specs run. */
const isSpec = (file) => /(\.(spec|int-spec|e2e-spec)|-contract)\.tsx?$/.test(file);
const importsOf = (folder) =>
  new Set(
    filesUnder(join(folder, 'src'))
      .filter((file) => /\.tsx?$/.test(file) && !isSpec(file))
      .flatMap((file) =>
        [...readFileSync(file, 'utf8').matchAll(/from '(@aftercare\/[a-z]+)/g)].map((match) => match[1]),
      ),
  );

const problems = [];
const difference = (left, right) => [...left].filter((one) => !right.has(one));

for (const group of ['libs', 'apps']) {
  for (const name of readdirSync(join(root, group))) {
    const folder = join(root, group, name);
    if (!existsSync(join(folder, 'package.json'))) continue;
    const own = `@aftercare/${name}`;
    const imports = new Set([...importsOf(folder)].filter((one) => one !== own));
    const { dependencies: needed = {}, devDependencies: forTests = {} } = readJson(join(folder, 'package.json'));
    // What a service is simulated with is built, but not shipped.
    const listed = Object.keys({ ...needed, ...forTests });
    const dependencies = new Set(listed.filter((one) => one.startsWith('@aftercare/')));
    const tsconfig = readJson(join(folder, 'tsconfig.json'));
    const references = new Set((tsconfig.references ?? []).map(({ path }) => `@aftercare/${path.split('/').at(-1)}`));
    for (const one of difference(imports, dependencies))
      problems.push(`${group}/${name} imports ${one}, which its package.json does not list`);
    for (const one of difference(dependencies, imports))
      problems.push(`${group}/${name} lists ${one}, but does not import it`);
    for (const one of difference(dependencies, references))
      problems.push(`${group}/${name}: tsconfig.json does not reference ${one}`);
    for (const one of difference(references, dependencies))
      problems.push(`${group}/${name}: tsconfig.json references ${one} for nothing`);
  }
}

for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
