import { Module } from '@nestjs/common';
import type { DynamicModule, ModuleMetadata } from '@nestjs/common';
import { RepliesController } from './adapters/http/replies.controller.js';
import { MongoAcknowledgements } from './adapters/mongo/mongo-acknowledgements.js';
import { MongoReplyInbox } from './adapters/mongo/mongo-reply-inbox.js';
import { MongoStaffReplies } from './adapters/mongo/mongo-staff-replies.js';
import { AcknowledgementStore, AcknowledgeVisit } from './application/acknowledgements.js';
import { ActOnReply } from './application/act-on-reply.js';
import { FinishAbandonedReplies } from './application/finish-abandoned-replies.js';
import { FinishReply } from './application/finish-reply.js';
import { OptOutHandling, ReplyInbox, StaffReplies } from './application/ports.js';
import { ReceiveReply } from './application/receive-reply.js';
import { StaffInbox } from './application/staff-inbox.js';
import { VisitOfReply } from './application/visit-of-reply.js';

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
      controllers: [RepliesController],
      providers: [
        { provide: OptOutHandling, useValue: new OptOutHandling(optOut) },
        { provide: ReplyInbox, useClass: MongoReplyInbox },
        { provide: StaffReplies, useClass: MongoStaffReplies },
        { provide: AcknowledgementStore, useClass: MongoAcknowledgements },
        ...[AcknowledgeVisit, VisitOfReply, ActOnReply, FinishReply, FinishAbandonedReplies, ReceiveReply, StaffInbox],
      ],
      exports: [ReceiveReply],
    };
  }
}
