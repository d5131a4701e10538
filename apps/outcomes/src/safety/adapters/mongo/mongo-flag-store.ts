import type { ClinicKey } from '@aftercare/kernel';
import { sessionOf, type Loaded, type Transaction, type UnitOfWork } from '@aftercare/messaging';
import { ClientCipher, TenantCollections } from '@aftercare/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { FlagStore, type DueLook, type Flag, type FlagPlace, type FlagQuery } from '../../application/ports.js';
import { LEVELS } from '../../domain/flag-order.js';
import { withoutWords, withWords, wordsOf } from '../../domain/flag-words.js';
import { flagOf, storedOf, type StoredFlag } from './stored-flag.js';

type Condition = mongo.Filter<StoredFlag>;

const NOTE = 'flag-note';
const REASON = 'flag-reason';
const WORDS = [
  ['note', NOTE],
  ['reason', REASON],
] as const;

const clientOf = ({ clinicId, clientRef }: Pick<Flag, 'clinicId' | 'clientRef'>): ClinicKey => ({
  clinicId,
  id: clientRef,
});

const withAccount = (accountId: string): Condition => ({
  $or: [
    { 'assignment.kind': 'taken', 'assignment.by': accountId },
    { 'assignment.kind': 'handed-over', 'assignment.to': accountId },
  ],
});

const older = ({ raisedAt, id }: FlagPlace): Condition => ({
  $or: [{ raisedAt: { $lt: raisedAt } }, { raisedAt, _id: { $gt: id } }],
});

const younger = ({ raisedAt, id }: FlagPlace): Condition => ({
  $or: [{ raisedAt: { $gt: raisedAt } }, { raisedAt, _id: { $gt: id } }],
});

const behind = (after: DueLook | undefined): Condition =>
  after === undefined
    ? {}
    : { $or: [{ lookAt: { $gt: after.lookAt } }, { lookAt: after.lookAt, _id: { $gt: after.id } }] };

@Injectable()
export class MongoFlagStore extends FlagStore implements OnModuleInit {
  override saves = 0;

  constructor(
    private readonly collections: TenantCollections,
    private readonly cipher: ClientCipher,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.flags.createIndex({ clinicId: 1, clientRef: 1, state: 1 });
    await this.flags.createIndex({ clinicId: 1, raisedAt: -1, _id: 1 });
    await this.flags.createIndex({ clinicId: 1, state: 1, level: 1, raisedAt: 1, _id: 1 });
    await this.flags.createIndex({ lookAt: 1 }, { partialFilterExpression: { lookAt: { $exists: true } } });
  }

  override async load({ clinicId, id }: ClinicKey, within?: Transaction): Promise<Loaded<Flag> | undefined> {
    const found = await this.flags.findOne(
      { _id: id, clinicId },
      within === undefined ? {} : { session: sessionOf(within) },
    );
    const [state] = await this.opened(found === null ? [] : [found]);
    return found === null || state === undefined ? undefined : { state, version: found.version };
  }

  override async openOf(clients: readonly ClinicKey[]): Promise<readonly Flag[]> {
    if (clients.length === 0) return [];
    const conditions = clients.map(({ clinicId, id }) => ({ clinicId, clientRef: id, state: 'open' as const }));
    return (await this.flags.find({ $or: conditions }).toArray()).map(flagOf).map(withoutWords);
  }

  override async list(clinicId: string, query: FlagQuery): Promise<readonly Flag[]> {
    return this.opened(await (query.state === 'open' ? this.byNeed(clinicId, query) : this.newest(clinicId, query)));
  }

  override async toLookAt(now: Date, limit: number, after?: DueLook): Promise<readonly DueLook[]> {
    const found = await this.everywhere
      .find({ lookAt: { $lte: now, ...(after === undefined ? {} : { $gte: after.lookAt }) }, ...behind(after) })
      .sort({ lookAt: 1, _id: 1 })
      .limit(limit)
      .project<{ _id: string; clinicId: string; lookAt: Date }>({ clinicId: 1, lookAt: 1 })
      .toArray();
    return found.map(({ _id: id, clinicId, lookAt }) => ({ clinicId, id, lookAt }));
  }

  override async nextLook(): Promise<Date | undefined> {
    const first = await this.everywhere
      .find({ lookAt: { $exists: true } })
      .sort({ lookAt: 1 })
      .limit(1)
      .next();
    return first?.lookAt;
  }

  override async save(flag: Flag, expectedVersion: number | undefined, writes: UnitOfWork): Promise<void> {
    const words = await this.sealed(flag);
    this.saves += 1;
    const stored = storedOf(withoutWords(flag));
    writes.put('flags', { clinicId: flag.clinicId, id: flag.id }, { ...stored, words }, expectedVersion);
  }

  private async sealed(flag: Flag): Promise<StoredFlag['words']> {
    const { note, reason } = wordsOf(flag);
    const seal = async (field: string, text: string | undefined): Promise<string | null> =>
      text === undefined ? null : this.cipher.seal(clientOf(flag), field, text);
    return { note: await seal(NOTE, note), reason: await seal(REASON, reason) };
  }

  /** One question to the keys, however many flags there are. */
  private async opened(found: readonly StoredFlag[]): Promise<readonly Flag[]> {
    const fields = found.flatMap((stored) =>
      WORDS.flatMap(([name, field]) => {
        const sealed = stored.words?.[name];
        return sealed === undefined || sealed === null ? [] : [{ client: clientOf(stored), field, sealed }];
      }),
    );
    const texts = await this.cipher.openAll(fields);
    const plain = new Map(fields.map(({ sealed }, index) => [sealed, texts[index]]));
    const textOf = (sealed: string | null): string | undefined => (sealed === null ? undefined : plain.get(sealed));
    return found.map((stored) => {
      const { words } = stored;
      const flag = flagOf(stored);
      return words === undefined ? flag : withWords(flag, { note: textOf(words.note), reason: textOf(words.reason) });
    });
  }

  private async newest(clinicId: string, { state, with: accountId, after, limit }: FlagQuery) {
    const conditions = [
      ...(accountId === undefined ? [] : [withAccount(accountId)]),
      ...(after === undefined ? [] : [older(after)]),
    ];
    return this.flags
      .find({
        clinicId,
        ...(state === undefined ? {} : { state }),
        ...(conditions.length === 0 ? {} : { $and: conditions }),
      })
      .sort({ raisedAt: -1, _id: 1 })
      .limit(limit + 1)
      .toArray();
  }

  /** Level after level: their order is none that letters have, and there are three. */
  private async byNeed(clinicId: string, { with: accountId, after, limit }: FlagQuery) {
    const found: StoredFlag[] = [];
    for (const level of after === undefined ? LEVELS : LEVELS.slice(LEVELS.indexOf(after.level))) {
      const conditions = [
        ...(accountId === undefined ? [] : [withAccount(accountId)]),
        ...(after?.level === level ? [younger(after)] : []),
      ];
      const ofLevel = await this.flags
        .find({ clinicId, state: 'open', level, ...(conditions.length === 0 ? {} : { $and: conditions }) })
        .sort({ raisedAt: 1, _id: 1 })
        .limit(limit + 1 - found.length)
        .toArray();
      found.push(...ofLevel);
      if (found.length > limit) break;
    }
    return found;
  }

  private get everywhere() {
    return this.collections.system<StoredFlag>('flags', 'due-work');
  }

  private get flags() {
    return this.collections.of<StoredFlag>('flags');
  }
}
