import { Injectable } from '@nestjs/common';
import { ConsentBook, grantedIn } from '../../consents/application/consent-book.js';
import { ContactWays } from '../../contacts/application/contact-ways.js';
import { clientName } from '../../contacts/application/ports.js';
import type { Reminder } from '../../reminders/application/waiting-plans.js';
import type { Way } from './tally.js';

type Purpose = 'appointment' | 'survey' | 'follow-up';
const purposeOf = ({ family }: Reminder): Purpose =>
  family === 'survey' || family === 'follow-up' ? family : 'appointment';

/** By which way rows would go today, judged in bulk by what clients agreed to and which of their addresses work. */
@Injectable()
export class ExpectedWays {
  constructor(
    private readonly consents: ConsentBook,
    private readonly contacts: ContactWays,
  ) {}

  async of(rows: readonly Reminder[]): Promise<(row: Reminder) => Way> {
    const clients = [...new Map(rows.map((row) => [clientName(row), row])).values()];
    const [entries, ways] = await Promise.all([this.consents.entriesOf(clients), this.contacts.waysOf(clients)]);
    const numbers = clients.flatMap((client) => {
      const phoneIndex = ways.get(clientName(client))?.phoneIndex;
      return phoneIndex == null ? [] : [{ clinicId: client.clinicId, phoneIndex }];
    });
    const stopped = await this.consents.stoppedOf(numbers);
    return (row) => {
      const mine = ways.get(clientName(row));
      const leads = (channel: 'sms' | 'email'): boolean =>
        channel === 'sms'
          ? mine?.sms !== false && !(mine?.phoneIndex != null && stopped.has(mine.phoneIndex))
          : mine?.email !== false;
      const agreed = entries.get(clientName(row)) ?? [];
      const isOpen = (channel: 'sms' | 'email'): boolean =>
        leads(channel) && grantedIn(agreed, { channel, purpose: purposeOf(row) });
      return row.channels.find(isOpen) ?? 'none';
    };
  }
}
