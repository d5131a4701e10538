import { Activity } from '@aftercare/kernel';
import { Module, type DynamicModule } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { StoreTransactions } from '../store/store-transactions.js';
import { Transactions } from '../transactions.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from './messaging-options.js';
import { MessagingRuntime } from './messaging-runtime.js';
import { MessagingStores } from './messaging-stores.js';
import { ReactionHealth } from './reaction-health.js';
import { ReactionRegistry } from './reaction-registry.js';
import { Times } from './times.js';

const transactions = {
  provide: Transactions,
  inject: [MESSAGING_OPTIONS, MessagingStores, Times, Activity],
  useFactory: (
    options: MessagingOptions,
    { store }: MessagingStores,
    { clock, machine }: Times,
    activity: Activity,
  ): Transactions => new StoreTransactions({ service: options.service, store, clock, machine, activity }),
};

/** Outbox, relay, inbox and reactions of one service. Needs mongoose's Connection, Activity, Clock and MachineTime from the platform. */
@Module({})
export class MessagingModule {
  static forRoot(options: MessagingOptions): DynamicModule {
    return {
      module: MessagingModule,
      global: true,
      imports: [DiscoveryModule],
      providers: [
        { provide: MESSAGING_OPTIONS, useValue: options },
        Times,
        MessagingStores,
        ReactionRegistry,
        MessagingRuntime,
        { provide: ReactionHealth, useExisting: MessagingRuntime },
        transactions,
      ],
      exports: [Transactions, ReactionHealth, MessagingRuntime],
    };
  }
}
