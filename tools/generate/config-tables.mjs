import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import prettier from 'prettier';

const START = '<!-- config:start (generated) -->';
const END = '<!-- config:end -->';

const appsWithConfig = (root) =>
  readdirSync(join(root, 'apps'))
    .filter((name) => existsSync(join(root, 'apps', name, 'dist/config.js')))
    .sort();

const schemaOf = async (root, app) =>
  (await import(pathToFileURL(join(root, 'apps', app, 'dist/config.js')).href)).configSchema;
const platform = (root) => import(pathToFileURL(join(root, 'libs/platform/dist/index.js')).href);

/** The README of every app with its table of keys between the two marks. */
export const configTables = async (root) => {
  const { configTable } = await platform(root);
  const files = appsWithConfig(root).filter((app) => existsSync(join(root, 'apps', app, 'README.md')));
  return Promise.all(
    files.map(async (app) => {
      const file = `apps/${app}/README.md`;
      const text = readFileSync(join(root, file), 'utf8');
      const table = `${START}\n\n${configTable(await schemaOf(root, app))}\n\n${END}`;
      const start = text.indexOf(START);
      const end = text.indexOf(END);
      const content =
        start >= 0 && end > start
          ? text.slice(0, start) + table + text.slice(end + END.length)
          : `${text.trimEnd()}\n\n## Configuration\n\n${table}\n`;
      return {
        file,
        content: await prettier.format(content, { parser: 'markdown', printWidth: 120, singleQuote: true }),
      };
    }),
  );
};

/** Every key of every app, once, for copying. */
export const environmentExample = async (root) => {
  const { configEntries } = await platform(root);
  const seen = new Map();
  for (const app of appsWithConfig(root)) {
    for (const entry of configEntries(await schemaOf(root, app))) {
      const known = seen.get(entry.key) ?? { ...entry, apps: [] };
      seen.set(entry.key, { ...known, apps: [...known.apps, app] });
    }
  }
  const lines = [...seen.values()]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .flatMap(({ key, description, fallback, apps }) => [
      `# ${description} (${apps.join(', ')})`,
      `${key}=${fallback ?? ''}`,
      '',
    ]);
  return { file: '.env.example', content: `${lines.join('\n').trimEnd()}\n` };
};
