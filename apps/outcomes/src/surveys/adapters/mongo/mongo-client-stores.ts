import type { ClinicKey } from '@aftercare/kernel';
import { nameOf, sessionOf, type Loaded, type Transaction, type UnitOfWork } from '@aftercare/messaging';
import { anyOf, compact, TenantCollections } from '@aftercare/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CadenceStore, JourneyStore, type CadenceInputs } from '../../application/ports.js';
import type { Journey } from '../../domain/journey.js';

interface Document<T> {
  readonly _id: string;
  readonly clinicId: string;
  readonly version: number;
  readonly state: T;
}

/** States by client, each in a document of its own. */
class ClientStates<T> {
  constructor(
    private readonly collections: TenantCollections,
    private readonly name: string,
  ) {}

  async many(clients: readonly ClinicKey[], within?: Transaction): Promise<ReadonlyMap<string, Loaded<T>>> {
    if (clients.length === 0) return new Map();
    const options = within === undefined ? {} : { session: sessionOf(within) };
    const found = await this.collections.of<Document<T>>(this.name).find(anyOf(clients, '_id'), options).toArray();
    // The driver's type for what it reads adds the id to the document's own.
    const documents = found as unknown as readonly Document<T>[];
    return new Map(
      documents.map(({ _id, clinicId, version, state }) => [nameOf({ clinicId, id: _id }), { state, version }]),
    );
  }

  async idsOf(
    clinicId: string,
    { after, limit }: { readonly after: string | undefined; readonly limit: number },
  ): Promise<readonly string[]> {
    const found = await this.collections
      .of<Document<T>>(this.name)
      .find({ clinicId, ...(after === undefined ? {} : { _id: { $gt: after } }) }, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
    return found.map(({ _id }) => _id);
  }

  save(
    key: ClinicKey,
    state: T,
    version: { readonly expected: number | undefined; readonly writes: UnitOfWork },
  ): void {
    version.writes.put(this.name, key, compact({ state }), version.expected);
  }
}

@Injectable()
export class MongoJourneyStore extends JourneyStore implements OnModuleInit {
  private readonly states: ClientStates<Journey>;

  constructor(private readonly collections: TenantCollections) {
    super();
    this.states = new ClientStates(collections, 'journeys');
  }

  async onModuleInit(): Promise<void> {
    await this.collections.of('journeys').createIndex({ clinicId: 1, _id: 1 });
  }

  override many(clients: readonly ClinicKey[], within?: Transaction): Promise<ReadonlyMap<string, Loaded<Journey>>> {
    return this.states.many(clients, within);
  }

  override clientsOf(
    clinicId: string,
    page: { readonly after: string | undefined; readonly limit: number },
  ): Promise<readonly string[]> {
    return this.states.idsOf(clinicId, page);
  }

  override save(journey: Journey, expectedVersion: number | undefined, writes: UnitOfWork): void {
    this.states.save({ clinicId: journey.clinicId, id: journey.clientRef }, journey, {
      expected: expectedVersion,
      writes,
    });
  }
}

@Injectable()
export class MongoCadenceStore extends CadenceStore {
  private readonly states: ClientStates<CadenceInputs>;

  constructor(collections: TenantCollections) {
    super();
    this.states = new ClientStates(collections, 'cadence_inputs');
  }

  override many(
    clients: readonly ClinicKey[],
    within?: Transaction,
  ): Promise<ReadonlyMap<string, Loaded<CadenceInputs>>> {
    return this.states.many(clients, within);
  }

  override save(inputs: CadenceInputs, expectedVersion: number | undefined, writes: UnitOfWork): void {
    this.states.save({ clinicId: inputs.clinicId, id: inputs.clientRef }, inputs, {
      expected: expectedVersion,
      writes,
    });
  }
}
