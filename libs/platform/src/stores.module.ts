import { MachineTime } from '@aftercare/kernel';
import { Inject, Module } from '@nestjs/common';
import type { DynamicModule, OnModuleInit, Provider } from '@nestjs/common';
import { getConnectionToken, MongooseModule } from '@nestjs/mongoose';
import type { Connection } from 'mongoose';
import type { PlatformConfig } from './config/platform-config.js';
import { ClientCipher } from './crypto/client-cipher.js';
import { ClientKeys } from './crypto/client-keys.js';
import { IdempotencyStore } from './edge/idempotency-store.js';
import { IdempotentPosts } from './edge/idempotent.js';
import { Health } from './health/health.js';
import { TenantCollections } from './mongo/tenant-collections.js';
import { tenantGuard } from './mongo/tenant-guard.js';

const CONNECTION = getConnectionToken();
/** A store that stays away longer turns readiness red and requests into 503. */
const SERVER_SELECTION_MS = 5000;

/** mongoose's own number for it; its enum is no export of the module at run time. */
const CONNECTED = 1;

const isConnected = ({ readyState }: { readonly readyState: number }): boolean => readyState === CONNECTED;

const connectionModule = (service: string, uri: string, prefix: string): DynamicModule =>
  MongooseModule.forRoot(uri, {
    dbName: `${prefix}_${service}`,
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: SERVER_SELECTION_MS,
    // Before any model is compiled on the connection, so that none escapes the guard.
    onConnectionCreate: (connection: Connection) => void connection.plugin(tenantGuard),
  });

const cipherProviders = (keyDatabase: string, masterKey: string): Provider[] => {
  const master = Buffer.from(masterKey, 'base64');
  return [
    {
      provide: ClientCipher,
      useFactory: (connection: Connection, machine: MachineTime) =>
        new ClientCipher(
          master,
          new ClientKeys(master, connection.getClient().db(keyDatabase).collection('keys'), machine),
        ),
      inject: [CONNECTION, MachineTime],
    },
    {
      provide: IdempotencyStore,
      useFactory: (collections: TenantCollections, machine: MachineTime) =>
        new IdempotencyStore(collections.of('idempotency_keys'), master, machine),
      inject: [TenantCollections, MachineTime],
    },
    IdempotentPosts,
  ];
};

const storeProviders: Provider[] = [
  {
    provide: TenantCollections,
    useFactory: (connection: Connection) => new TenantCollections(connection),
    inject: [CONNECTION],
  },
];

/** MongoDB and what rests on it. */
@Module({})
class StoresModule implements OnModuleInit {
  constructor(
    @Inject(CONNECTION) private readonly connection: Connection,
    @Inject(Health) private readonly health: Health,
    @Inject(IdempotencyStore) private readonly idempotency: IdempotencyStore,
  ) {}

  async onModuleInit(): Promise<void> {
    this.health.register('mongodb', () => (isConnected(this.connection) ? [] : ['not connected']));
    await this.idempotency.createIndexes();
  }
}

/** Nothing for a process without stores. */
export const storesModule = ({
  service,
  config,
}: {
  readonly service: string;
  readonly config: PlatformConfig;
}): DynamicModule[] => {
  const { MONGODB_URI, MASTER_KEY, DB_PREFIX = 'aftercare' } = config;
  if (MONGODB_URI === undefined) return [];
  if (MASTER_KEY === undefined) throw new Error('a process with MongoDB needs MASTER_KEY');
  return [
    connectionModule(service, MONGODB_URI, DB_PREFIX),
    {
      module: StoresModule,
      global: true,
      providers: [...storeProviders, ...cipherProviders(`${DB_PREFIX}_${service}_keys`, MASTER_KEY)],
      exports: [TenantCollections, ClientCipher, IdempotencyStore, IdempotentPosts],
    },
  ];
};
