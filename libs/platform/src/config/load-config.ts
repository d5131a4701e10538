import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A configuration schema: one zod object per service, each key described. */
export type ConfigSchema = z.ZodObject;
type Environment = Readonly<Record<string, string | undefined>>;

/** Either the parsed configuration or everything that is wrong with it, never with values. */
export type ConfigResult<T> =
  { readonly ok: true; readonly config: T } | { readonly ok: false; readonly problems: readonly string[] };

interface Raw {
  readonly values: Record<string, string>;
  readonly problems: string[];
}

const secretOf = (key: string, file: string, raw: Raw): void => {
  try {
    raw.values[key] = readFileSync(file, 'utf8').trim();
  } catch {
    raw.problems.push(`${key}_FILE: the file cannot be read`);
  }
};

const collect = (schema: ConfigSchema, env: Environment): Raw => {
  const raw: Raw = { values: {}, problems: [] };
  for (const key of Object.keys(schema.shape)) {
    const value = env[key];
    const file = env[`${key}_FILE`];
    if (value && file) raw.problems.push(`${key}: set it or ${key}_FILE, not both`);
    else if (file) secretOf(key, file, raw);
    // An empty variable is how compose files and shells say "not set".
    else if (value) raw.values[key] = value;
  }
  return raw;
};

const clockProblems = (schema: ConfigSchema, values: Readonly<Record<string, string>>): readonly string[] => {
  if (!('CLOCK' in schema.shape) || values['CLOCK'] !== 'stepped') return [];
  if (values['NODE_ENV'] === 'production') return ['CLOCK: stepped is refused with NODE_ENV=production'];
  return values['CLOCK_START'] === undefined ? ['CLOCK_START: required with CLOCK=stepped'] : [];
};

/** Parses without leaving the process; the tests' and tools' way in. */
export const readConfig = <S extends ConfigSchema>(schema: S, env: Environment): ConfigResult<z.output<S>> => {
  const raw = collect(schema, env);
  const parsed = schema.safeParse(raw.values);
  const issues = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const reported = new Set(raw.problems.map((problem) => problem.split(/_FILE:|:/u)[0]));
  const problems = [
    ...raw.problems,
    ...issues.filter((issue) => !reported.has(issue.split(':')[0])),
    ...clockProblems(schema, raw.values),
  ];
  return parsed.success && problems.length === 0 ? { ok: true, config: parsed.data } : { ok: false, problems };
};

/**
 * The configuration of this process. Secrets may come as files (`MASTER_KEY_FILE`).
 * Prints all problems at once, never a value, and ends the process with code 1.
 */
export const loadConfig = <S extends ConfigSchema>(schema: S, env: Environment): z.output<S> => {
  const result = readConfig(schema, env);
  if (result.ok) return result.config;
  process.stderr.write(`The configuration has ${result.problems.length} problem(s):\n`);
  for (const problem of result.problems) process.stderr.write(`  ${problem}\n`);
  return process.exit(1);
};

const row = (
  key: string,
  field: { default?: unknown; description?: string | undefined },
  required: boolean,
): string => {
  const fallback = required ? 'required' : field.default === undefined ? '-' : `\`${JSON.stringify(field.default)}\``;
  return `| \`${key}\` | ${fallback} | ${field.description ?? ''} |`;
};

/** The README's configuration table, generated from the schema. */
export const configTable = (schema: ConfigSchema): string => {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const required = new Set(json.required ?? []);
  const rows = Object.entries(json.properties ?? {}).map(([key, field]) =>
    row(key, typeof field === 'boolean' ? {} : field, required.has(key)),
  );
  return ['| key | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
};

/** One key of a configuration, for generated documents. */
export interface ConfigEntry {
  readonly key: string;
  readonly description: string;
  /** Undefined when the key is required or has no default. */
  readonly fallback: string | undefined;
}

/** The keys of a schema with their meaning and defaults. */
export const configEntries = (schema: ConfigSchema): readonly ConfigEntry[] => {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(json.properties ?? {}).map(([key, field]) => {
    const { default: fallback, description = '' } = typeof field === 'boolean' ? {} : field;
    return {
      key,
      description,
      fallback: typeof fallback === 'string' ? fallback : fallback === undefined ? undefined : JSON.stringify(fallback),
    };
  });
};
