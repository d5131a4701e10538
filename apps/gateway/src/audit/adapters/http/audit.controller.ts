import { cursorFrom, Open, pageOf, pageQuery } from '@aftercare/platform';
import type { Page } from '@aftercare/platform';
import { InvalidInputError } from '@aftercare/kernel';
import { Controller, Get, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import { JudgeRequest } from '../../../edge/application/judge-request.js';
import { requireRole } from '../../../sign-in/application/current-session.js';
import { AuditLog } from '../../application/ports.js';
import type { AuditEntry } from '../../application/ports.js';

const auditQuery = z.strictObject(pageQuery);
type AuditQuery = z.infer<typeof auditQuery>;

type AuditLine = Pick<AuditEntry, 'seq' | 'actor' | 'action' | 'subject' | 'hash'> & { readonly at: string };

const lineOf = ({ seq, at, actor, action, subject, hash }: AuditEntry): AuditLine => ({
  seq,
  at: at.toISOString(),
  actor,
  action,
  subject,
  hash,
});

const seqOf = (after: string | undefined): number | undefined => {
  const cursor = cursorFrom(after);
  if (cursor === undefined) return undefined;
  if (!/^\d{1,15}$/u.test(cursor))
    throw new InvalidInputError('the cursor is not one of ours', [{ field: 'after', message: 'Invalid cursor' }]);
  return Number(cursor);
};

/** The clinic's audit log, newest first. For owners. */
@Open()
@Controller('api/audit')
export class AuditController {
  constructor(
    private readonly audit: AuditLog,
    private readonly judge: JudgeRequest,
  ) {}

  @Get()
  async list(@Query({ schema: auditQuery }) query: AuditQuery, @Req() request: Request): Promise<Page<AuditLine>> {
    const clinicId = await this.ownersClinic(request);
    const before = seqOf(query.after);
    const entries = await this.audit.page(clinicId, {
      limit: query.limit + 1,
      ...(before === undefined ? {} : { before }),
    });
    return pageOf(entries.map(lineOf), query.limit, (line) => String(line.seq));
  }

  /** Reads the whole chain and says where it no longer fits, if anywhere. */
  @Get('check')
  async check(@Req() request: Request): Promise<{ readonly intact: boolean; readonly firstBroken?: number }> {
    const broken = await this.audit.firstBroken(await this.ownersClinic(request));
    return broken === undefined ? { intact: true } : { intact: false, firstBroken: broken };
  }

  private async ownersClinic(request: Request): Promise<string> {
    const { account } = await this.judge.signedIn(request);
    requireRole(account, ['owner']);
    return account.clinicId;
  }
}
