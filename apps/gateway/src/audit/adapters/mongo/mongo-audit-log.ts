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

/** Clinics whose last entry is remembered. */
const MOST_HEADS = 1000;
/** An entry that is remembered must not be lost with a primary: the next one would follow on nothing. */
const DURABLE = { writeConcern: { w: 'majority' as const } };

const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY;

@Injectable()
export class MongoAuditLog extends AuditLog implements OnModuleInit {
  /** Appends of one clinic follow each other within this process, so that they seldom meet at the unique index. */
  private readonly queues = new Map<string, Promise<void>>();
  /** The last entry that this process appended, by clinic. Where another process went on since, its place is taken and the chain is read. */
  private readonly heads = new Map<string, AuditEntry>();

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
      const head = this.heads.get(clinicId) ?? (await this.page(clinicId, { limit: 1 }))[0];
      // Whatever becomes of this one, known is only what was acknowledged.
      this.heads.delete(clinicId);
      try {
        const entry = nextEntry(head, { ...fact, clinicId, at: this.clock.now() });
        await this.entries().insertOne({ ...entry }, DURABLE);
        this.remember(entry);
        return;
      } catch (error) {
        if (!isDuplicate(error) || attempt === MAX_ATTEMPTS) throw error;
      }
    }
  }

  private remember(entry: AuditEntry): void {
    if (this.heads.size >= MOST_HEADS) this.heads.clear();
    this.heads.set(entry.clinicId, entry);
  }

  private entries() {
    return this.collections.of<AuditDocument>(COLLECTION);
  }
}
