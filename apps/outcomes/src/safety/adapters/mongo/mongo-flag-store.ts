import type { ClinicKey } from '@aftercare/kernel';
import { sessionOf, type Loaded, type Transaction, type UnitOfWork } from '@aftercare/messaging';
import { TenantCollections } from '@aftercare/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FlagStore, type Flag, type FlagQuery } from '../../application/ports.js';

type Stored = Omit<Flag, 'id' | 'sessionId' | 'cleared'> & {
  readonly _id: string;
  readonly version: number;
  readonly sessionId: string | null;
  readonly cleared: Flag['cleared'] | null;
};

const flagOf = (stored: Stored): Flag => ({
  id: stored._id,
  clinicId: stored.clinicId,
  clientRef: stored.clientRef,
  surveyId: stored.surveyId,
  sessionId: stored.sessionId ?? undefined,
  level: stored.level,
  state: stored.state,
  raisedAt: stored.raisedAt,
  sealed: stored.sealed,
  cleared: stored.cleared ?? undefined,
});

@Injectable()
export class MongoFlagStore extends FlagStore implements OnModuleInit {
  constructor(private readonly collections: TenantCollections) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.flags.createIndex({ clinicId: 1, clientRef: 1, state: 1 });
    await this.flags.createIndex({ clinicId: 1, raisedAt: -1, _id: 1 });
  }

  override async load({ clinicId, id }: ClinicKey, within?: Transaction): Promise<Loaded<Flag> | undefined> {
    const found = await this.flags.findOne(
      { _id: id, clinicId },
      within === undefined ? {} : { session: sessionOf(within) },
    );
    return found === null ? undefined : { state: flagOf(found), version: found.version };
  }

  override async openOf(clients: readonly ClinicKey[]): Promise<readonly Flag[]> {
    if (clients.length === 0) return [];
    const conditions = clients.map(({ clinicId, id }) => ({ clinicId, clientRef: id, state: 'open' as const }));
    return (await this.flags.find({ $or: conditions }).toArray()).map(flagOf);
  }

  override async list(clinicId: string, query: FlagQuery): Promise<readonly Flag[]> {
    const [at, id] = query.after?.split('/') ?? [];
    const older =
      at === undefined || id === undefined
        ? {}
        : { $or: [{ raisedAt: { $lt: new Date(at) } }, { raisedAt: new Date(at), _id: { $gt: id } }] };
    const found = await this.flags
      .find({ clinicId, ...(query.state === undefined ? {} : { state: query.state }), ...older })
      .sort({ raisedAt: -1, _id: 1 })
      .limit(query.limit + 1)
      .toArray();
    return found.map(flagOf);
  }

  override save(
    { id, sessionId, cleared, ...rest }: Flag,
    expectedVersion: number | undefined,
    writes: UnitOfWork,
  ): void {
    const document = { ...rest, sessionId: sessionId ?? null, cleared: cleared ?? null };
    writes.put('flags', { clinicId: rest.clinicId, id }, document, expectedVersion);
  }

  private get flags() {
    return this.collections.of<Stored>('flags');
  }
}
