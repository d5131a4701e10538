import type { mongo } from 'mongoose';
import type { Fence } from '../store/store.js';

interface FenceDocument {
  readonly _id: string;
  readonly number: number;
  /** The driver's session id of the owner. */
  readonly session?: mongo.Binary;
}

interface BorrowedSession {
  readonly session: mongo.ClientSession;
  release(): Promise<void>;
}

/**
 * Numbers of owners, and the session in which each owner writes. A process that was killed or frozen in mid-transaction would hold
 * its documents for up to 60 s (`transactionLifetimeLimitSeconds`); the next owner ends that session and goes on at once.
 */
export class MongoFences {
  private readonly sessions = new Map<string, mongo.ClientSession>();

  constructor(
    private readonly client: mongo.MongoClient,
    private readonly db: mongo.Db,
  ) {}

  async claim(fenceId: string): Promise<Fence> {
    const session = this.ownSession(fenceId);
    const own = session.id?.id;
    const before = await this.fences.findOne({ _id: fenceId });
    if (before?.session !== undefined && own?.toString('hex') !== before.session.toString('hex')) {
      await this.db.admin().command({ killSessions: [{ id: before.session }] });
    }
    const claimed = await this.fences.findOneAndUpdate(
      { _id: fenceId },
      { $inc: { number: 1 }, ...(own === undefined ? {} : { $set: { session: own } }) },
      { upsert: true, returnDocument: 'after', writeConcern: { w: 'majority' } },
    );
    return { id: fenceId, number: claimed?.number ?? 0 };
  }

  /** The owner's session, kept; a new one where there is no fence, or where the owner's is still busy with an attempt that was given up. */
  sessionOf(fence: Fence | undefined): BorrowedSession {
    const owned = fence === undefined ? undefined : this.ownSession(fence.id);
    if (owned !== undefined && !owned.inTransaction()) return { session: owned, release: () => Promise.resolve() };
    const session = this.client.startSession();
    return { session, release: () => session.endSession().catch(() => undefined) };
  }

  private get fences(): mongo.Collection<FenceDocument> {
    return this.db.collection<FenceDocument>('fences');
  }

  private ownSession(fenceId: string): mongo.ClientSession {
    const known = this.sessions.get(fenceId);
    const session = known === undefined || known.hasEnded ? this.client.startSession() : known;
    this.sessions.set(fenceId, session);
    return session;
  }
}
