import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { SYSTEM_COLLECTIONS, SYSTEM_QUERIES } from './system-queries.js';
import { TenantCollections } from './tenant-collections.js';

const root = join(__dirname, '../../../..');
const SOURCE = /(?<!\.(?:spec|int-spec|e2e-spec))\.ts$/u;
/** `.system('name')`, `.system<Row>('name', 'query')`, also over several lines. */
const CALL = /\.system(?:<[^(]*>)?\(([^)]*)\)/gu;
const LAST_WORD = /'([^']*)'\s*,?\s*$/u;

const sources = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'dist' || entry.name === 'node_modules' || /^tests?(ing)?$/u.test(entry.name)) return [];
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sources(path);
    return SOURCE.test(entry.name) ? [path] : [];
  });

/** A name that is no literal is typed by the list and checked against it at run time. */
const exemptionsIn = (path: string): readonly string[] =>
  [...readFileSync(join(root, path), 'utf8').matchAll(CALL)].flatMap(
    (call) => LAST_WORD.exec(call[1] ?? '')?.[1] ?? [],
  );

/** Ways to a native collection past `TenantCollections`. */
const BYPASS = /\.getClient\(|\.db\(|[cC]onnection\.collection\(|new MongoClient\(/u;

describe('the queries without a clinic', () => {
  it('are these and no others', () => {
    expect(SYSTEM_QUERIES).toEqual([
      'promote',
      'sweep',
      'claim-by-ids',
      'relay',
      'reconcile',
      'due-work',
      'token-look-up',
      'provider-callback',
      'sign-in',
    ]);
    expect(SYSTEM_COLLECTIONS).toEqual(['outbox', 'inbox', 'leases', 'fences', 'keys']);
  });

  it('are named by a literal of the list wherever the services use one', () => {
    const allowed: readonly string[] = [...SYSTEM_QUERIES, ...SYSTEM_COLLECTIONS];
    const used = sources('apps').flatMap((path) => exemptionsIn(path).map((name) => ({ path, name })));
    expect(used.filter(({ name }) => !allowed.includes(name))).toEqual([]);
  });

  it('are not got round: no service reaches a native collection another way', () => {
    // The oracle of the kills reads what the services stored, from outside; it is no part of a service.
    const ofServices = sources('apps').filter((path) => !path.startsWith('apps/sandbox/src/chaos/oracle/'));
    expect(ofServices.filter((path) => BYPASS.test(readFileSync(join(root, path), 'utf8')))).toEqual([]);
  });

  it('are refused at run time when they are not in the list', () => {
    const collections = new TenantCollections(mongoose.createConnection());
    // A caller without types.
    const system = collections.system.bind(collections) as (name: string, query?: string) => unknown;
    expect(() => system('reminders', 'just-this-once')).toThrow('no listed system query');
    expect(() => system('reminders')).toThrow('no listed system query');
  });
});
