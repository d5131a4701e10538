import { DomainError, hashId, sha256 } from '@aftercare/kernel';
import type { MachineTime } from '@aftercare/kernel';
import type { mongo } from 'mongoose';
import { derivedKey, openBytes, sealBytes } from '../crypto/sealing.js';
import { isDuplicateKey } from '../mongo/duplicate-key.js';
import type { TenantCollection } from '../mongo/tenant-collection.js';

/** The key was used before for another request. */
export class IdempotencyKeyReusedError extends DomainError {
  override readonly code = 'IDEMPOTENCY_KEY_REUSED';
}

/** The first request under this key is still being worked on. */
export class IdempotencyInProgressError extends DomainError {
  override readonly code = 'IDEMPOTENCY_IN_PROGRESS';
}

/** Names one attempt to create something. */
export interface IdempotentRequest {
  readonly clinicId: string;
  readonly route: string;
  readonly key: string;
  readonly body: unknown;
}

/** The answer that is given again. */
export interface StoredAnswer {
  readonly status: number;
  readonly body: unknown;
}

export interface KeyDocument extends mongo.Document {
  readonly _id: string;
  readonly clinicId: string;
  readonly requestHash: string;
  /** Machine time until which the first request counts as under way. */
  readonly runsUntilMs: number;
  /** Sealed: an answer may carry a person's data. */
  readonly answer?: string;
  /** Machine time; a TTL index removes old keys. */
  readonly createdAt: Date;
}

const RUNS_MS = 30_000;
const KEPT_SECONDS = 24 * 3600;
const POLL_MS = 25;
const WAIT_MS = 5000;

/** Remembers creating requests by key, so that a repeated one gets the first one's answer. */
export class IdempotencyStore {
  private readonly key: Buffer;

  constructor(
    private readonly collection: TenantCollection<KeyDocument>,
    master: Buffer,
    private readonly machine: MachineTime,
  ) {
    this.key = derivedKey(master, 'idempotent answers');
  }

  async createIndexes(): Promise<void> {
    await this.collection.createIndex({ createdAt: 1 }, { expireAfterSeconds: KEPT_SECONDS });
  }

  /** The stored answer, or undefined: then the caller does the work and tells `keep` or `forget`. */
  async begin(request: IdempotentRequest): Promise<StoredAnswer | undefined> {
    const until = this.machine.nowMs() + WAIT_MS;
    for (;;) {
      if (await this.claim(request)) return undefined;
      const found = await this.collection.findOne(filterOf(request));
      if (found !== null && found.requestHash !== hashOf(request)) {
        throw new IdempotencyKeyReusedError('this Idempotency-Key was used for another request');
      }
      if (found?.answer !== undefined) return this.unseal(found, found.answer);
      if (found !== null && (await this.takeOver(request, found))) return undefined;
      if (this.machine.nowMs() > until)
        throw new IdempotencyInProgressError('the first request with this key is not done yet');
      await this.machine.sleep(POLL_MS);
    }
  }

  async keep(request: IdempotentRequest, answer: StoredAnswer): Promise<void> {
    const sealed = sealBytes(this.key, placeOf(request.clinicId, idOf(request)), Buffer.from(JSON.stringify(answer)));
    await this.collection.updateOne(filterOf(request), { $set: { answer: sealed } });
  }

  /** The work failed: the key may be used again. */
  async forget(request: IdempotentRequest): Promise<void> {
    await this.collection.deleteOne({ ...filterOf(request), answer: { $exists: false } });
  }

  private async claim(request: IdempotentRequest): Promise<boolean> {
    const now = this.machine.nowMs();
    const document = {
      ...filterOf(request),
      requestHash: hashOf(request),
      runsUntilMs: now + RUNS_MS,
      createdAt: new Date(now),
    };
    try {
      await this.collection.insertOne(document);
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** The process that worked on it died. */
  private async takeOver(request: IdempotentRequest, found: KeyDocument): Promise<boolean> {
    const now = this.machine.nowMs();
    if (found.runsUntilMs > now) return false;
    const update = { $set: { runsUntilMs: now + RUNS_MS } };
    const { modifiedCount } = await this.collection.updateOne(
      { ...filterOf(request), runsUntilMs: found.runsUntilMs },
      update,
    );
    return modifiedCount === 1;
  }

  private unseal(document: KeyDocument, answer: string): StoredAnswer {
    const plain = openBytes(this.key, placeOf(document.clinicId, document._id), answer).toString();
    // Our own JSON, sealed by `keep`.
    return JSON.parse(plain) as StoredAnswer;
  }
}

const idOf = ({ clinicId, route, key }: IdempotentRequest): string => hashId('idempotency', clinicId, route, key);
const filterOf = (request: IdempotentRequest) => ({ _id: idOf(request), clinicId: request.clinicId });
const hashOf = ({ body }: IdempotentRequest): string => sha256(JSON.stringify(body ?? null));
const placeOf = (clinicId: string, id: string): readonly string[] => ['idempotent answer', clinicId, id];
