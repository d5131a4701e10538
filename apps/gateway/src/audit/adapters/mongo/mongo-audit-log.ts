import { Clock } from '@aftercare/kernel';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { AuditLog, firstBroken, nextEntry } from '../../application/ports.js';
import type { AuditEntry, AuditFact } from '../../application/ports.js';

type AuditDocument = AuditEntry & mongo.Document;

const COLLECTION = 'audit';
const DUPLICATE_KEY = 11_000;
/** Another process took the same place in the chain; each loser moves on by one, so this many writers at once are served. */
const MAX_ATTEMPTS = 50;

const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY;

@Injectable()
export class MongoAuditLog extends AuditLog implements OnModuleInit {
  /** Appends of one clinic follow each other within this process, so that they seldom meet at the unique index. */
  private readonly queues = new Map<string, Promise<void>>();

  constructor(
    private readonly collections: TenantCollections,
    private readonly clock: Clock,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.entries().createIndex({ clinicId: 1, seq: 1 }, { unique: true });
  }

  override append(clinicId: string, fact: AuditFact): Promise<void> {
    const before = this.queues.get(clinicId) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(() => this.appendNow(clinicId, fact));
    this.queues.set(clinicId, mine);
    // The caller has the same promise and its error; this one only forgets the queue when it is empty.
    void mine
      .catch(() => undefined)
      .then(() => {
        if (this.queues.get(clinicId) === mine) this.queues.delete(clinicId);
      });
    return mine;
  }

  override async page(
    clinicId: string,
    query: { readonly limit: number; readonly before?: number },
  ): Promise<readonly AuditEntry[]> {
    const older = query.before === undefined ? {} : { seq: { $lt: query.before } };
    return this.entries()
      .find({ clinicId, ...older }, { projection: { _id: 0 }, sort: { seq: -1 }, limit: query.limit })
      .toArray();
  }

  override async firstBroken(clinicId: string): Promise<number | undefined> {
    let before: AuditEntry | undefined;
    for await (const entry of this.entries().find({ clinicId }, { projection: { _id: 0 }, sort: { seq: 1 } })) {
      const broken = firstBroken([entry], before);
      if (broken !== undefined) return broken;
      before = entry;
    }
    return undefined;
  }

  private async appendNow(clinicId: string, fact: AuditFact): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const [head] = await this.page(clinicId, { limit: 1 });
      try {
        await this.entries().insertOne(nextEntry(head, { ...fact, clinicId, at: this.clock.now() }));
        return;
      } catch (error) {
        if (!isDuplicate(error) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  private entries() {
    return this.collections.of<AuditDocument>(COLLECTION);
  }
}
