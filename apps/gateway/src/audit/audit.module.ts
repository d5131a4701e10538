import { Module } from '@nestjs/common';
import { MongoAuditLog } from './adapters/mongo/mongo-audit-log.js';
import { NotePersonAccess } from './application/note-person-access.js';
import { AuditLog } from './application/ports.js';

@Module({
  providers: [{ provide: AuditLog, useClass: MongoAuditLog }, NotePersonAccess],
  exports: [AuditLog, NotePersonAccess],
})
export class AuditModule {}
