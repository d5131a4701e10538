import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata } from '@nestjs/common';
import { MongoReplyInbox } from './adapters/mongo/mongo-reply-inbox.js';
import { ActOnReply } from './application/act-on-reply.js';
import { FinishAbandonedReplies } from './application/finish-abandoned-replies.js';
import { FinishReply } from './application/finish-reply.js';
import { OptOutHandling, ReplyInbox } from './application/ports.js';
import { ReceiveReply } from './application/receive-reply.js';

export interface RepliesOptions {
  readonly optOut: 'twilio' | 'ours';
  /** Modules that export `Clinics`, `Contacts`, `Consents`, `AnswerLedger` and `Explanations`. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

@Module({})
export class RepliesModule {
  static forRoot({ optOut, imports }: RepliesOptions): DynamicModule {
    return {
      module: RepliesModule,
      imports,
      providers: [
        { provide: OptOutHandling, useValue: new OptOutHandling(optOut) },
        { provide: ReplyInbox, useClass: MongoReplyInbox },
        ActOnReply,
        FinishReply,
        FinishAbandonedReplies,
        ReceiveReply,
      ],
      exports: [ReceiveReply],
    };
  }
}
