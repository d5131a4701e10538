import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import prettier from 'prettier';

/** One entry per app and lib, for those who use the Nest CLI; no command of ours needs it. */
export const nestCli = async (root) => {
  const project = (group, name) => ({
    type: group === 'apps' ? 'application' : 'library',
    root: `${group}/${name}`,
    sourceRoot: `${group}/${name}/src`,
    entryFile: group === 'apps' ? 'main' : 'index',
    compilerOptions: { tsConfigPath: `${group}/${name}/tsconfig.json` },
  });
  const projects = ['apps', 'libs'].flatMap((group) =>
    readdirSync(join(root, group))
      .filter((name) => name !== 'console' && existsSync(join(root, group, name, 'package.json')))
      .sort()
      .map((name) => [name, project(group, name)]),
  );
  const content = {
    $schema: 'https://json.schemastore.org/nest-cli',
    collection: '@nestjs/schematics',
    monorepo: true,
    root: 'apps/scheduling',
    sourceRoot: 'apps/scheduling/src',
    entryFile: 'main',
    compilerOptions: { builder: 'tsc', tsConfigPath: 'apps/scheduling/tsconfig.json' },
    generateOptions: { spec: false },
    projects: Object.fromEntries(projects),
  };
  return {
    file: 'nest-cli.json',
    content: await prettier.format(JSON.stringify(content), { parser: 'json', printWidth: 120 }),
  };
};
