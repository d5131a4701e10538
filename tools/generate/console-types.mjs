// What the console reads, as TypeScript: the answers of the routes it calls, taken from the types that those routes return.
import { join } from 'node:path';
import prettier from 'prettier';
import ts from 'typescript';

const FILE = 'apps/console/src/api/answers.ts';

const RULES = 'notifications/dist/rules/adapters/http/rules.controller.d.ts';
const TEMPLATES = 'notifications/dist/templates/adapters/http/templates.controller.d.ts';

/**
 * Name in the console, built controller, its class and the method that answers.
 * A route that changes what it returns changes the file, and the console no longer compiles where it relied on it.
 */
const ROUTES = [
  ['Me', 'gateway/dist/sign-in/adapters/http/auth.controller.d.ts', 'AuthController', 'me'],
  ['People', 'gateway/dist/sign-in/adapters/http/people.controller.d.ts', 'PeopleController', 'list'],
  ['Clinic', 'scheduling/dist/clinics/adapters/http/clinics.controller.d.ts', 'ClinicController', 'read'],
  [
    'ClientNames',
    'scheduling/dist/clients/adapters/http/client-names.controller.d.ts',
    'ClientNamesController',
    'names',
  ],
  ['ClientPage', 'scheduling/dist/clients/adapters/http/clients.controller.d.ts', 'ClientsController', 'list'],
  [
    'LapsedPage',
    'scheduling/dist/follow-ups/adapters/http/lapsed-clients.controller.d.ts',
    'LapsedClientsController',
    'list',
  ],
  ['FollowUp', 'scheduling/dist/follow-ups/adapters/http/follow-ups.controller.d.ts', 'FollowUpsController', 'read'],
  ['FlagPage', 'outcomes/dist/safety/adapters/http/flags.controller.d.ts', 'FlagsController', 'list'],
  ['OpenFlags', 'outcomes/dist/safety/adapters/http/open-flags.controller.d.ts', 'OpenFlagsController', 'list'],
  ['BurdenDays', 'outcomes/dist/cadence/adapters/http/burden-days.controller.d.ts', 'BurdenDaysController', 'read'],
  ['Licences', 'outcomes/dist/licences/adapters/http/licences.controller.d.ts', 'LicencesController', 'list'],
  ['FirstReport', 'outcomes/dist/reports/adapters/http/reports.controller.d.ts', 'ReportsController', 'first'],
  ['AnswerRate', 'outcomes/dist/reports/adapters/http/reports.controller.d.ts', 'ReportsController', 'answerRate'],
  [
    'ReminderPage',
    'notifications/dist/reminders/adapters/http/reminders.controller.d.ts',
    'RemindersController',
    'list',
  ],
  ['Reminder', 'notifications/dist/reminders/adapters/http/reminders.controller.d.ts', 'RemindersController', 'one'],
  [
    'ReminderStory',
    'notifications/dist/reminders/adapters/http/reminders.controller.d.ts',
    'RemindersController',
    'story',
  ],
  ['ReplyPage', 'notifications/dist/replies/adapters/http/replies.controller.d.ts', 'RepliesController', 'list'],
  ['Reply', 'notifications/dist/replies/adapters/http/replies.controller.d.ts', 'RepliesController', 'done'],
  ...['read:Rules', 'versions:RuleVersions', 'preview:RulePreview', 'differences:RuleDifferencePage'].map((route) => {
    const [method, name] = route.split(':');
    return [name, RULES, 'RulesController', method];
  }),
  ...['list:TemplateList', 'one:Template', 'preview:CheckedText', 'test:TestSend'].map((route) => {
    const [method, name] = route.split(':');
    return [name, TEMPLATES, 'TemplatesController', method];
  }),
  ['LanguageList', TEMPLATES, 'LanguagesController', 'list'],
  [
    'LedgerTotals',
    'notifications/dist/reminders/adapters/http/reminders.controller.d.ts',
    'ReminderTotalsController',
    'count',
  ],
];

const PLAIN =
  ts.TypeFlags.StringLike |
  ts.TypeFlags.NumberLike |
  ts.TypeFlags.BooleanLike |
  ts.TypeFlags.Null |
  ts.TypeFlags.Undefined;

/** @param {string} name */
const keyOf = (name) => (/^[a-z]\w*$/iu.test(name) ? name : `'${name}'`);

/** Types as JSON has them: an instant is a text, what is undefined is absent, methods do not exist. */
class Printer {
  /** @type {Map<string, string>} */
  named = new Map();

  /** @param {ts.TypeChecker} checker */
  constructor(checker) {
    this.checker = checker;
  }

  /** Names of the services that the console knows under another one. @type {Map<string, string>} */
  renamed = new Map();

  /** @param {ts.Type} type */
  isNamed(type) {
    const isInterface = type.symbol !== undefined && (type.symbol.flags & ts.SymbolFlags.Interface) !== 0;
    // A generic frame differs with what is in it, so it is written out where it stands.
    return isInterface && this.checker.getTypeArguments(type).length === 0;
  }

  /** @param {ts.Type} type @returns {string} */
  print(type) {
    if (type.isUnion()) return this.union(type);
    if ((type.flags & PLAIN) !== 0) return this.checker.typeToString(type);
    const name = type.symbol?.name;
    if (name === 'Date') return 'string';
    if (this.checker.isArrayType(type)) return `readonly (${this.print(this.checker.getTypeArguments(type)[0])})[]`;
    return this.isNamed(type) ? this.reference(name, () => this.fields(type)) : this.fields(type);
  }

  /** @param {ts.UnionType} type */
  union(type) {
    const alias = type.aliasSymbol?.name;
    const members = type.types.filter((member) => (member.flags & ts.TypeFlags.Undefined) === 0);
    const isBoolean = members.filter((member) => (member.flags & ts.TypeFlags.BooleanLiteral) !== 0).length === 2;
    const others = members.filter((member) => !isBoolean || (member.flags & ts.TypeFlags.BooleanLiteral) === 0);
    const print = () => {
      // The compiler's own order depends on what it met first.
      const texts = [...new Set([...others.map((one) => this.print(one)), ...(isBoolean ? ['boolean'] : [])])].sort();
      // Several shapes are a type of their own, never an interface.
      return `${texts.length > 1 && texts[0]?.startsWith('{ ') ? '| ' : ''}${texts.join(' | ')}`;
    };
    return alias === undefined ? print() : this.reference(alias, print);
  }

  /** @param {ts.Type} type */
  fields(type) {
    const lines = this.checker.getPropertiesOfType(type).map((property) => {
      const own = this.checker.getTypeOfSymbol(property);
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      return `readonly ${keyOf(property.name)}${isOptional ? '?' : ''}: ${this.print(own)};`;
    });
    return `{ ${lines.join(' ')} }`;
  }

  /** @param {string} own @param {() => string} body */
  reference(own, body) {
    const name = this.renamed.get(own) ?? own;
    const text = body();
    const known = this.named.get(name);
    if (known !== undefined && known !== text)
      throw new Error(`two shapes are called ${name}; the console cannot tell them apart`);
    this.named.set(name, text);
    return name;
  }
}

/** @param {string} root */
export const consoleTypes = async (root) => {
  const paths = [...new Set(ROUTES.map(([, file]) => join(root, 'apps', file)))];
  const options = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    types: [],
  };
  const program = ts.createProgram(paths, {
    ...options,
    target: ts.ScriptTarget.ES2023,
    skipLibCheck: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const printer = new Printer(checker);
  const answers = ROUTES.map(([name, file, className, method]) => ({
    name,
    type: answerOf({ program, checker }, { path: join(root, 'apps', file), className, method }),
  }));
  for (const { name, type } of answers) if (printer.isNamed(type)) printer.renamed.set(type.symbol.name, name);
  const printed = answers.map(({ name, type }) => [name, printer.print(type)]);
  const all = [...printer.named, ...printed.filter(([name, text]) => text !== name)];
  const declared = all.map(([name, text]) =>
    text.startsWith('{ ') ? `export interface ${name} ${text}` : `export type ${name} = ${text};`,
  );
  const head = '/** What the API answers. Written by tools/generate/console-types.mjs from the routes; not by hand. */';
  const config = await prettier.resolveConfig(join(root, FILE));
  const content = await prettier.format([head, ...declared].join('\n\n'), { ...config, parser: 'typescript' });
  return { file: FILE, content };
};

/** What a route's method promises, once it is there. */
const answerOf = ({ program, checker }, { path, className, method }) => {
  const source = program.getSourceFile(path);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  const found =
    module === undefined ? undefined : checker.getExportsOfModule(module).find(({ name }) => name === className);
  const member = found === undefined ? undefined : checker.getDeclaredTypeOfSymbol(found).getProperty(method);
  const [signature] = member === undefined ? [] : checker.getTypeOfSymbol(member).getCallSignatures();
  const answer = signature === undefined ? undefined : checker.getAwaitedType(signature.getReturnType());
  if (answer === undefined || (answer.flags & ts.TypeFlags.Any) !== 0)
    throw new Error(`${className}.${method} was not found in ${path}; build first`);
  return answer;
};
