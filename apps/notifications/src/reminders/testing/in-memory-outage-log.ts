import { OutageLog } from '../application/sending/outage-log.js';
import type { Outage } from '../application/sending/outage-log.js';
import type { Channel } from '../domain/reminder.js';

type Key = Pick<Outage, 'clinicId' | 'channel'>;
const idOf = ({ clinicId, channel }: Key): string => `${clinicId}/${channel}`;

export class InMemoryOutageLog extends OutageLog {
  override saves = 0;
  private readonly open = new Map<string, Outage & { readonly isTold: boolean }>();

  override async begin(outage: Outage): Promise<void> {
    this.saves += 1;
    if (!this.open.has(idOf(outage))) this.open.set(idOf(outage), { ...outage, isTold: false });
  }

  override async end(channel: Channel): Promise<void> {
    this.saves += 1;
    for (const [id, outage] of this.open) if (outage.channel === channel) this.open.delete(id);
  }

  override async untold(since: Date): Promise<readonly Outage[]> {
    return this.all()
      .filter((outage) => !outage.isTold && outage.since <= since)
      .map(plain);
  }

  override async firstUntold(): Promise<Date | undefined> {
    return this.all()
      .filter(({ isTold }) => !isTold)
      .map(({ since }) => since)
      .sort((one, other) => one.getTime() - other.getTime())[0];
  }

  override async tell(outage: Outage): Promise<boolean> {
    this.saves += 1;
    const known = this.open.get(idOf(outage));
    if (known === undefined || known.isTold || known.since.getTime() !== outage.since.getTime()) return false;
    this.open.set(idOf(outage), { ...known, isTold: true });
    return true;
  }

  override async of(clinicId: string): Promise<readonly Outage[]> {
    return this.all()
      .filter((outage) => outage.clinicId === clinicId)
      .map(plain);
  }

  private all() {
    return [...this.open.values()];
  }
}

const plain = ({ clinicId, channel, since }: Outage): Outage => ({ clinicId, channel, since });
