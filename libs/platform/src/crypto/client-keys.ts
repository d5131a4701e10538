import { randomBytes } from 'node:crypto';
import type { ClinicKey, MachineTime } from '@aftercare/kernel';
import type { mongo } from 'mongoose';
import { isDuplicateKey } from '../mongo/duplicate-key.js';
import { WrongMasterKeyError } from './cipher-errors.js';
import { derivedKey, KEY_BYTES, openBytes, sealBytes } from './sealing.js';

/** One client's data key, wrapped. */
export interface KeyDocument extends mongo.Document {
  readonly _id: string;
  readonly clinicId: string;
  readonly clientId: string;
  readonly wrapped: string;
}

const CACHED_KEYS = 10_000;
/** Machine time; after an erasure another replica may still open that client's texts for this long. */
const CACHED_FOR_MS = 60_000;

export const keyName = (client: ClinicKey): string => `${client.clinicId}/${client.id}`;
const wrapPlace = (client: ClinicKey): readonly string[] => ['client key', client.clinicId, client.id];

/** The data keys of clients, in a database of their own that is backed up apart. */
export class ClientKeys {
  private readonly wrapping: Buffer;
  private readonly cache = new Map<string, { readonly key: Buffer; readonly untilMs: number }>();

  constructor(
    master: Buffer,
    private readonly collection: mongo.Collection<KeyDocument>,
    private readonly machine: MachineTime,
  ) {
    this.wrapping = derivedKey(master, 'wrap client keys');
  }

  /** Existing keys by `keyName`; clients without one are left out. One query at most. */
  async find(clients: readonly ClinicKey[]): Promise<Map<string, Buffer>> {
    const found = new Map<string, Buffer>();
    const missing = new Map<string, ClinicKey>();
    for (const client of clients) {
      const cached = this.cached(keyName(client));
      if (cached === undefined) missing.set(keyName(client), client);
      else found.set(keyName(client), cached);
    }
    if (missing.size === 0) return found;
    const documents = await this.collection.find({ _id: { $in: [...missing.keys()] } }).toArray();
    for (const document of documents) found.set(document._id, this.unwrap(document));
    return found;
  }

  /** Like `find`, and makes the missing ones. Two processes that make one at once end up with the same key. */
  async findOrMake(clients: readonly ClinicKey[]): Promise<Map<string, Buffer>> {
    const found = await this.find(clients);
    const missing = clients.filter((client) => !found.has(keyName(client)));
    if (missing.length === 0) return found;
    await this.make(missing);
    return this.find(clients);
  }

  /** Erasure: everything sealed under the key is unreadable from here on. */
  async destroy(client: ClinicKey): Promise<void> {
    await this.collection.deleteOne({ _id: keyName(client) });
    this.cache.delete(keyName(client));
  }

  private async make(clients: readonly ClinicKey[]): Promise<void> {
    const documents = clients.map((client) => ({
      _id: keyName(client),
      clinicId: client.clinicId,
      clientId: client.id,
      wrapped: this.wrapNew(client),
    }));
    try {
      await this.collection.insertMany(documents, { ordered: false });
    } catch (error) {
      // Another process made some of them first; its keys count.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  private wrapNew(client: ClinicKey): string {
    return sealBytes(this.wrapping, wrapPlace(client), randomBytes(KEY_BYTES));
  }

  private unwrap(document: KeyDocument): Buffer {
    try {
      const key = openBytes(
        this.wrapping,
        wrapPlace({ clinicId: document.clinicId, id: document.clientId }),
        document.wrapped,
      );
      this.remember(document._id, key);
      return key;
    } catch (cause) {
      throw new WrongMasterKeyError('MASTER_KEY does not open the client keys of this database', { cause });
    }
  }

  private cached(name: string): Buffer | undefined {
    const entry = this.cache.get(name);
    return entry !== undefined && entry.untilMs > this.machine.nowMs() ? entry.key : undefined;
  }

  private remember(name: string, key: Buffer): void {
    const [oldest] = this.cache.keys();
    if (this.cache.size >= CACHED_KEYS && oldest !== undefined) this.cache.delete(oldest);
    this.cache.delete(name);
    this.cache.set(name, { key, untilMs: this.machine.nowMs() + CACHED_FOR_MS });
  }
}
