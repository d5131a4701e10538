import { sha256, type ClinicKey } from '@aftercare/kernel';
import { sessionOf, type Loaded, type Transaction, type UnitOfWork } from '@aftercare/messaging';
import { anyOf, compact, LinkTokens, TenantCollections } from '@aftercare/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { FormOver } from '../../../reports/application/answer-rates.js';
import { SurveyStore, type FormsOver, type LinkedSurvey, type Survey } from '../../application/ports.js';
import { ENDED, isAnsweredInTime, isOpen } from '../../domain/survey.js';
import { loadedSheet, type SheetDocument } from './mongo-answer-sheets.js';

interface SurveyDocument {
  readonly _id: string;
  readonly clinicId: string;
  readonly clientRef: string;
  readonly version: number;
  readonly survey: Survey;
  /** SHA-256 of the link's token; the token itself is nowhere. */
  readonly tokenHash: string;
  /** Close of an open survey; absent once nothing is due any more. */
  readonly closeDueAt?: Date;
}

const STATE = 'survey.state';
const CLOSE = 'survey.times.closesAt';
/** Of forms that count in the rates. */
const OVER = { clinicId: 1, [CLOSE]: -1, _id: -1 } as const;

type LinkedDocument = SurveyDocument & { readonly sheets: readonly SheetDocument[] };

interface EndedDocument {
  readonly _id: string;
  readonly survey: Pick<Survey, 'state' | 'late' | 'times'>;
}

const inSession = (within: Transaction | undefined) => (within === undefined ? {} : { session: sessionOf(within) });
const loaded = ({ survey, version }: SurveyDocument): Loaded<Survey> => ({ state: survey, version });

@Injectable()
export class MongoSurveyStore extends SurveyStore implements OnModuleInit {
  override saves = 0;

  constructor(
    private readonly collections: TenantCollections,
    private readonly links: LinkTokens,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.surveys.createIndex({ tokenHash: 1 }, { unique: true });
    await this.surveys.createIndex({ clinicId: 1, clientRef: 1 });
    await this.surveys.createIndex({ closeDueAt: 1 }, { partialFilterExpression: { closeDueAt: { $exists: true } } });
    await this.surveys.createIndex(OVER, { name: 'over', partialFilterExpression: { [STATE]: { $in: [...ENDED] } } });
  }

  /** One read for both: every page of a form begins with it. */
  override async byToken(token: string, within?: Transaction): Promise<LinkedSurvey | undefined> {
    const [found] = await this.collections
      .system<SurveyDocument>('surveys', 'token-look-up')
      .aggregate<LinkedDocument>(
        [
          { $match: { tokenHash: sha256(token) } },
          { $lookup: { from: 'answers', localField: '_id', foreignField: '_id', as: 'sheets' } },
        ],
        inSession(within),
      )
      .toArray();
    if (found === undefined) return undefined;
    // The join names ids alone.
    const sheet = found.sheets.find(({ clinicId }) => clinicId === found.clinicId);
    return { ...loaded(found), sheet: sheet === undefined ? undefined : loadedSheet(sheet) };
  }

  override many(keys: readonly ClinicKey[], within?: Transaction): Promise<readonly Loaded<Survey>[]> {
    return this.find(keys, '_id', within);
  }

  override ofClients(clients: readonly ClinicKey[], within?: Transaction): Promise<readonly Loaded<Survey>[]> {
    return this.find(clients, 'clientRef', within);
  }

  override async ofClinic(clinicId: string): Promise<readonly Survey[]> {
    const found = await this.surveys.find({ clinicId }).toArray();
    return found.map((document) => loaded(document).state);
  }

  override save(survey: Survey, expectedVersion: number | undefined, writes: UnitOfWork): void {
    this.saves += 1;
    const document: Omit<SurveyDocument, '_id' | 'clinicId' | 'version'> = {
      clientRef: survey.clientRef,
      survey,
      tokenHash: sha256(this.links.token('survey', survey.id, survey.generation)),
      ...(isOpen(survey) ? { closeDueAt: survey.times.closesAt } : {}),
    };
    writes.put('surveys', { clinicId: survey.clinicId, id: survey.id }, compact(document), expectedVersion);
  }

  override async due(now: Date, limit: number): Promise<readonly ClinicKey[]> {
    const found = await this.dueWork
      .find({ closeDueAt: { $lte: now } })
      .sort({ closeDueAt: 1 })
      .limit(limit)
      .project<{ _id: string; clinicId: string }>({ clinicId: 1 })
      .toArray();
    return found.map(({ _id, clinicId }) => ({ clinicId, id: _id }));
  }

  override async nextClose(): Promise<Date | undefined> {
    const first = await this.dueWork
      .find({ closeDueAt: { $exists: true } })
      .sort({ closeDueAt: 1 })
      .limit(1)
      .next();
    return first?.closeDueAt;
  }

  override async over(asked: FormsOver, within?: Transaction): Promise<readonly FormOver[]> {
    const { clinicId, after, until, limit } = asked;
    const close = { $lte: until, ...(after === undefined ? {} : { $gt: after }) };
    const found = await this.surveys
      .find({ clinicId, [STATE]: { $in: [...ENDED] }, [CLOSE]: close }, inSession(within))
      .sort({ [CLOSE]: -1, _id: -1 })
      .limit(limit)
      .project<EndedDocument>({ [STATE]: 1, 'survey.late': 1, [CLOSE]: 1 })
      .toArray();
    return found.map(({ _id, survey }) => ({
      surveyId: _id,
      closedAt: survey.times.closesAt,
      answeredInTime: isAnsweredInTime(survey),
    }));
  }

  private async find(
    keys: readonly ClinicKey[],
    field: '_id' | 'clientRef',
    within?: Transaction,
  ): Promise<readonly Loaded<Survey>[]> {
    if (keys.length === 0) return [];
    const found = await this.surveys.find(anyOf(keys, field), inSession(within)).toArray();
    return found.map(loaded);
  }

  private get surveys() {
    return this.collections.of<SurveyDocument>('surveys');
  }

  private get dueWork() {
    return this.collections.system<SurveyDocument>('surveys', 'due-work');
  }
}
