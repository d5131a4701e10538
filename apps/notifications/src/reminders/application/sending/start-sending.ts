import { ShutdownOrder } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { SendDueReminders } from './promote.js';
import { ShardKeeper } from './shard-keeper.js';
import { Bell } from './shards.js';

/** Ties the bell and the leases to the one who answers them. */
@Injectable()
export class StartSending implements OnModuleInit {
  constructor(
    private readonly bell: Bell,
    private readonly sender: SendDueReminders,
    private readonly keeper: ShardKeeper,
    shutdown: ShutdownOrder,
  ) {
    shutdown.register('take', 'bell', () => this.bell.close());
  }

  async onModuleInit(): Promise<void> {
    this.keeper.whenTaken((now) => this.sender.fire(now));
    await this.bell.listen((slot) => this.sender.answer(slot));
  }
}
