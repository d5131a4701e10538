import { Injectable } from '@nestjs/common';
import { personAccess } from '../domain/person-access.js';
import { AuditLog } from './ports.js';

interface ApiCall {
  readonly clinicId: string;
  readonly accountId: string;
  readonly method: string;
  readonly service: string;
  readonly path: string;
  readonly client: string | undefined;
}

/** Writes down, before the call goes on, that somebody looks at or changes a person's record. */
@Injectable()
export class NotePersonAccess {
  constructor(private readonly audit: AuditLog) {}

  async execute(call: ApiCall): Promise<void> {
    const access = personAccess(call);
    if (access !== undefined) await this.audit.append(call.clinicId, { actor: call.accountId, ...access });
  }
}
