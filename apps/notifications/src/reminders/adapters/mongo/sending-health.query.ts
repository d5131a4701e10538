import { Clock } from '@aftercare/kernel';
import { TenantCollections } from '@aftercare/platform';
import { Injectable } from '@nestjs/common';
import { OutageLog } from '../../application/sending/outage-log.js';
import type { Channel } from '../../domain/reminder.js';
import { REMINDERS } from './reminder-document.js';
import type { ReminderDocument } from './reminder-document.js';

export interface SendingHealth {
  readonly channels: readonly {
    readonly channel: Channel;
    /** `down`: the provider takes nothing of this clinic's. */
    readonly state: 'working' | 'down';
    readonly since?: Date;
  }[];
  /** Messages that wait for a provider, and for the sender's allowance. */
  readonly waiting: { readonly provider: number; readonly allowance: number };
  /** Of the last 24 hours: what was of no use any more before its turn came. */
  readonly dropped: { readonly provider: number; readonly allowance: number };
  /** The message that should have left longest ago and has not. */
  readonly oldestDueAt?: Date;
}

const DAY_MS = 86_400_000;
const DROPPED = ['skipped', 'failed'] as const;
const CHANNELS: readonly Channel[] = ['sms', 'email'];

/** Is everything of a clinic going out? */
@Injectable()
export class SendingHealthQuery {
  constructor(
    private readonly collections: TenantCollections,
    private readonly outages: OutageLog,
    private readonly clock: Clock,
  ) {}

  async of(clinicId: string): Promise<SendingHealth> {
    const now = this.clock.now();
    const since = new Date(now.getTime() - DAY_MS);
    const waits = (reason: string) => this.rows.countDocuments({ clinicId, state: 'planned', reason });
    const dropped = (reason: string) =>
      this.rows.countDocuments({ clinicId, dueAt: { $gte: since, $lte: now }, state: { $in: [...DROPPED] }, reason });
    const [outages, down, held, lost, over, oldest] = await Promise.all([
      this.outages.of(clinicId),
      waits('PROVIDER_DOWN'),
      waits('ALLOWANCE'),
      dropped('PROVIDER_DOWN'),
      dropped('ALLOWANCE'),
      this.oldest(clinicId, now),
    ]);
    return {
      channels: CHANNELS.map((channel) => {
        const outage = outages.find((one) => one.channel === channel);
        return outage === undefined ? { channel, state: 'working' } : { channel, state: 'down', since: outage.since };
      }),
      waiting: { provider: down, allowance: held },
      dropped: { provider: lost, allowance: over },
      ...(oldest === undefined ? {} : { oldestDueAt: oldest }),
    };
  }

  /** By its first due time: one that was put off because nothing goes out is as late as it is. */
  private async oldest(clinicId: string, now: Date): Promise<Date | undefined> {
    const [first] = await this.rows
      .find({
        ...{ clinicId, state: 'planned', firstDueAt: { $lte: now } },
        $or: [{ dueAt: { $lte: now } }, { reason: { $in: ['PROVIDER_DOWN', 'ALLOWANCE'] } }],
      })
      .sort({ firstDueAt: 1 })
      .limit(1)
      .toArray();
    return first?.firstDueAt;
  }

  private get rows() {
    return this.collections.of<ReminderDocument>(REMINDERS);
  }
}
