import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { configSchema as gateway } from '../../apps/gateway/src/config.js';
import { configSchema as notifications } from '../../apps/notifications/src/config.js';
import { configSchema as outcomes } from '../../apps/outcomes/src/config.js';
import { configSchema as sandbox } from '../../apps/sandbox/src/config.js';
import { configSchema as scheduling } from '../../apps/scheduling/src/config.js';

interface ComposeService {
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly ports?: readonly string[];
  readonly healthcheck?: object;
  readonly command?: string | readonly string[];
}

const compose = parse(readFileSync(join(process.cwd(), 'docker-compose.yml'), 'utf8'), { merge: true }) as {
  readonly services: Readonly<Record<string, ComposeService>>;
};
const schemas = { gateway, notifications, outcomes, sandbox, scheduling };
const NODE_KEYS = ['NODE_ENV', 'NODE_OPTIONS', 'TZ'];

/** A zod object may be wrapped by a refinement; its shape stays reachable. */
const keysOf = (schema: { readonly shape: object }): readonly string[] => Object.keys(schema.shape);

describe('docker-compose.yml', () => {
  it('has the three engines, every service and the sandbox', () => {
    const names = Object.keys(compose.services);
    expect(names).toEqual(expect.arrayContaining(['kafka', 'mongo', 'redis', ...Object.keys(schemas)]));
  });

  it.each(Object.entries(schemas))('gives %s only variables that its configuration knows', (name, schema) => {
    const given = Object.keys(compose.services[name]?.environment ?? {});
    expect(given.length).toBeGreaterThan(3);
    const known = new Set([...keysOf(schema), ...keysOf(schema).map((key) => `${key}_FILE`), ...NODE_KEYS]);
    expect(given.filter((key) => !known.has(key))).toEqual([]);
  });

  it.each(Object.entries(schemas))('gives %s every variable that it cannot do without', (name, schema) => {
    const environment = compose.services[name]?.environment ?? {};
    const result = schema.safeParse({});
    const required = result.success ? [] : result.error.issues.map((issue) => String(issue.path[0]));
    expect(required.filter((key) => !(key in environment) && !(`${key}_FILE` in environment))).toEqual([]);
  });

  it.each(Object.keys(schemas))('lets %s listen where the others look for it', (name) => {
    const port = String(compose.services[name]?.environment?.['PORT']);
    const addresses = Object.values(compose.services)
      .map((service) => service.environment?.[`${name.toUpperCase()}_URL`])
      .filter((address) => address !== undefined);
    expect(port).toMatch(/^\d+$/);
    expect(addresses.filter((address) => new URL(String(address)).host !== `${name}:${port}`)).toEqual([]);
  });

  it('runs MongoDB as a health-checked replica set and Redis so that nothing is evicted', () => {
    expect(JSON.stringify(compose.services['mongo'])).toContain('replSet');
    expect(compose.services['mongo']?.healthcheck).toBeDefined();
    const redis = JSON.stringify(compose.services['redis']);
    expect(['noeviction', 'appendonly', 'hz'].filter((word) => !redis.includes(word))).toEqual([]);
  });
});
