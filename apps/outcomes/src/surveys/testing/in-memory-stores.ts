import { linkToken, type ClinicKey } from '@aftercare/kernel';
import {
  nameOf,
  type InMemoryTransactions,
  type Loaded,
  type Transaction,
  type UnitOfWork,
} from '@aftercare/messaging';
import type { FormOver } from '../../reports/application/answer-rates.js';
import {
  AnswerSheets,
  AnswerVault,
  CadenceStore,
  JourneyStore,
  SurveyStore,
  type AnswerSheet,
  type CadenceInputs,
  type FormsOver,
  type LinkedSurvey,
} from '../application/ports.js';
import type { Journey } from '../domain/journey.js';
import { ENDED, isAnsweredInTime, isOpen, type Survey } from '../domain/survey.js';

const LINK_KEY = 'a link key of the tests, long enough';

/** The token of a survey's link in tests. */
export const testToken = (survey: Pick<Survey, 'id' | 'generation'>): string =>
  linkToken(LINK_KEY, { purpose: 'survey', id: survey.id, generation: survey.generation });

export class InMemorySurveyStore extends SurveyStore {
  override saves = 0;

  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }
  override async byToken(token: string, within?: Transaction): Promise<LinkedSurvey | undefined> {
    const found = this.all(within).find(({ state }) => testToken(state) === token);
    if (found === undefined) return undefined;
    const { clinicId, id } = found.state;
    return { ...found, sheet: await new InMemoryAnswerSheets(this.transactions).load({ clinicId, id }, within) };
  }
  override async many(keys: readonly ClinicKey[], within?: Transaction): Promise<readonly Loaded<Survey>[]> {
    return this.all(within).filter(({ state }) =>
      keys.some((key) => key.clinicId === state.clinicId && key.id === state.id),
    );
  }
  override async ofClients(clients: readonly ClinicKey[], within?: Transaction): Promise<readonly Loaded<Survey>[]> {
    return this.all(within).filter(({ state }) =>
      clients.some((key) => key.clinicId === state.clinicId && key.id === state.clientRef),
    );
  }
  override async ofClinic(clinicId: string): Promise<readonly Survey[]> {
    return this.all().flatMap(({ state }) => (state.clinicId === clinicId ? [state] : []));
  }
  override save(survey: Survey, expectedVersion: number | undefined, writes: UnitOfWork): void {
    this.saves += 1;
    writes.put('surveys', { clinicId: survey.clinicId, id: survey.id }, { state: survey }, expectedVersion);
  }
  override async due(now: Date, limit: number): Promise<readonly ClinicKey[]> {
    return this.open()
      .filter((survey) => survey.times.closesAt.getTime() <= now.getTime())
      .slice(0, limit)
      .map(({ clinicId, id }) => ({ clinicId, id }));
  }
  override async nextClose(): Promise<Date | undefined> {
    return this.open()[0]?.times.closesAt;
  }
  override async over(asked: FormsOver, within?: Transaction): Promise<readonly FormOver[]> {
    const { clinicId, after, until, limit } = asked;
    const forms = this.all(within).flatMap(({ state }) => {
      const { closesAt } = state.times;
      const isAsked = closesAt <= until && (after === undefined || closesAt > after);
      const isOver = state.clinicId === clinicId && ENDED.includes(state.state) && isAsked;
      return isOver ? [{ surveyId: state.id, closedAt: closesAt, answeredInTime: isAnsweredInTime(state) }] : [];
    });
    const latestFirst = (one: FormOver, other: FormOver) =>
      other.closedAt.getTime() - one.closedAt.getTime() || (other.surveyId < one.surveyId ? -1 : 1);
    return forms.sort(latestFirst).slice(0, limit);
  }
  private open(): readonly Survey[] {
    const open = this.all().flatMap(({ state }) => (isOpen(state) ? [state] : []));
    return open.sort((one, other) => one.times.closesAt.getTime() - other.times.closesAt.getTime());
  }
  private all(within?: Transaction): readonly Loaded<Survey>[] {
    return this.transactions.states<Survey>('surveys', within);
  }
}

export class InMemoryJourneyStore extends JourneyStore {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }
  override async many(
    clients: readonly ClinicKey[],
    within?: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<Journey>>> {
    const wanted = new Set(clients.map(nameOf));
    const all = this.transactions.states<Journey>('journeys', within);
    return new Map(
      all
        .map((loaded): [string, Loaded<Journey>] => [
          nameOf({ clinicId: loaded.clinicId, id: loaded.state.clientRef }),
          loaded,
        ])
        .filter(([name]) => wanted.has(name)),
    );
  }
  override async clientsOf(
    clinicId: string,
    { after = '', limit }: { readonly after: string | undefined; readonly limit: number },
  ): Promise<readonly string[]> {
    const own = this.transactions.states<Journey>('journeys').filter((loaded) => loaded.clinicId === clinicId);
    return own
      .map(({ state }) => state.clientRef)
      .filter((id) => id > after)
      .sort()
      .slice(0, limit);
  }
  override save(journey: Journey, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('journeys', { clinicId: journey.clinicId, id: journey.clientRef }, { state: journey }, expectedVersion);
  }
}

export class InMemoryAnswerSheets extends AnswerSheets {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }
  override async load(survey: ClinicKey, within?: Transaction): Promise<Loaded<AnswerSheet> | undefined> {
    return this.transactions
      .states<AnswerSheet>('answers', within)
      .find(({ clinicId, state }) => clinicId === survey.clinicId && state.surveyId === survey.id);
  }
  override async ofClinic(clinicId: string): Promise<readonly AnswerSheet[]> {
    return this.transactions
      .states<AnswerSheet>('answers')
      .flatMap(({ state }) => (state.clinicId === clinicId ? [state] : []));
  }
  override save(sheet: AnswerSheet, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put('answers', { clinicId: sheet.clinicId, id: sheet.surveyId }, { state: sheet }, expectedVersion);
  }
}

/** Reversible without a key: unit tests do not prove cryptography. */
export class PlainVault extends AnswerVault {
  override async seal(client: ClinicKey, field: string, text: string): Promise<string> {
    return Buffer.from(JSON.stringify([nameOf(client), field, text])).toString('base64');
  }
  override async openAll(
    client: ClinicKey,
    fields: readonly { readonly field: string; readonly sealed: string }[],
  ): Promise<readonly string[]> {
    return fields.map(({ field, sealed }) => {
      // Only `seal` writes such a text.
      const [owner, place, text] = JSON.parse(Buffer.from(sealed, 'base64').toString()) as readonly string[];
      if (owner !== nameOf(client) || place !== field) throw new Error('sealed for another place');
      return text ?? '';
    });
  }
}

export class InMemoryCadenceStore extends CadenceStore {
  constructor(private readonly transactions: InMemoryTransactions) {
    super();
  }
  override async many(
    clients: readonly ClinicKey[],
    within?: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<CadenceInputs>>> {
    const wanted = new Set(clients.map(nameOf));
    const all = this.transactions.states<CadenceInputs>('cadence_inputs', within);
    return new Map(
      all
        .map((loaded): [string, Loaded<CadenceInputs>] => [
          nameOf({ clinicId: loaded.clinicId, id: loaded.state.clientRef }),
          loaded,
        ])
        .filter(([name]) => wanted.has(name)),
    );
  }
  override save(inputs: CadenceInputs, expectedVersion: number | undefined, writes: UnitOfWork): void {
    writes.put(
      'cadence_inputs',
      { clinicId: inputs.clinicId, id: inputs.clientRef },
      { state: inputs },
      expectedVersion,
    );
  }
}
