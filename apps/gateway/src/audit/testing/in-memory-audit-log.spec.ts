import { auditClock, describeAuditLogContract } from './audit-log-contract.js';
import { InMemoryAuditLog } from './in-memory-audit-log.js';

describeAuditLogContract('in memory', async () => {
  const log = new InMemoryAuditLog(auditClock);
  const forge = async (clinicId: string, seq: number): Promise<void> => {
    const index = log.entries.findIndex((entry) => entry.clinicId === clinicId && entry.seq === seq);
    const entry = log.entries[index];
    if (entry !== undefined) log.entries[index] = { ...entry, subject: 'forged' };
  };
  return { log, other: log, forge };
});
