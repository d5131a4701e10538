import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

interface Named {
  readonly file: string;
  readonly title: string;
}

/** `[name](path): `title` · `title``: a link to a file of tests, and the titles in it. */
const TEST = /\[[^\]]+\]\((?<path>[^)#]+\.ts)\):(?<titles>(?:(?: ·)? `[^`]+`)+)/gu;

const testsIn = (page: string, text: string): readonly Named[] =>
  Array.from(text.matchAll(TEST)).flatMap(({ groups }) => {
    const file = normalize(join(dirname(page), groups?.['path'] ?? ''));
    const titles = Array.from((groups?.['titles'] ?? '').matchAll(/`([^`]+)`/gu), ([, title = '']) => title);
    return titles.map((title) => ({ file, title }));
  });

const isTitleIn = (source: string, title: string): boolean =>
  [`'${title}'`, `"${title}"`, `\`${title}\``].some((quoted) => source.includes(quoted));

/** What a page names and the sources do not have (any more). */
const missing = (named: readonly Named[]): readonly string[] =>
  named
    .filter(({ file, title }) => !existsSync(file) || !isTitleIn(readFileSync(file, 'utf8'), title))
    .map(({ file, title }) => `${file}: ${title}`);

const PAGE = 'docs/rules.md';
const text = readFileSync(PAGE, 'utf8');
const rules = text.split('\n').filter((line) => /^\| (?!rule|---|:?-)/u.test(line));

describe('the page of the rules', () => {
  it('names only tests that are there', () => {
    expect(missing(testsIn(PAGE, text))).toEqual([]);
  });

  it('has a test for every rule, or says that it is not held yet', () => {
    expect(rules.length).toBeGreaterThan(60);
    expect(rules.filter((line) => testsIn(PAGE, line).length === 0 && !line.includes('not held yet'))).toEqual([]);
  });

  it('would notice a test that was renamed, and a file that was moved', () => {
    const here = '[rules.spec.ts](../tools/check/rules.spec.ts)';
    const title = 'names only tests that are there';
    expect(missing(testsIn(PAGE, `| a | ${here}: \`${title}\` |`))).toEqual([]);
    expect(missing(testsIn(PAGE, `| a | ${here}: \`${title.toUpperCase()}\` |`))).toHaveLength(1);
    expect(missing(testsIn(PAGE, `| a | ${here.replace('check/rules', 'gone/rules')}: \`${title}\` |`))).toHaveLength(
      1,
    );
  });
});
