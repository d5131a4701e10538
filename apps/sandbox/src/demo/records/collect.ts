import { InternalTokens } from '@aftercare/platform';
import type { MachineTime } from '@aftercare/kernel';
import type { DemoConfig } from '../../config.js';
import { send, UnexpectedAnswerError } from '../http/json-http.js';
import type { OutsideWorld } from '../http/outside-world.js';
import type { LedgerRecord, ProviderMessageRecord } from './types.js';

/** Everything that really left through a provider, in order. */
export const providerMessages = async (world: OutsideWorld): Promise<readonly ProviderMessageRecord[]> => {
  const [texts, mails] = await Promise.all([world.textsSince(0), world.mailsSince(0)]);
  const sms = texts.items
    .filter((text) => text.direction !== 'inbound')
    .map((text): ProviderMessageRecord => ({
      at: text.createdAt,
      channel: 'sms',
      to: text.to,
      from: text.from,
      body: text.body,
      providerId: text.sid,
    }));
  const email = mails.items.map((mail): ProviderMessageRecord => ({
    at: mail.at,
    channel: 'email',
    to: mail.to,
    from: mail.from,
    subject: mail.subject,
    body: mail.text,
    headers: mail.headers,
    providerId: mail.messageId,
  }));
  return [...sms, ...email].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
};

/** The ledger of a clinic, page by page, as notifications keeps it. */
export const ledgerOf = async (
  config: DemoConfig,
  clinicId: string,
  machine: MachineTime,
): Promise<readonly LedgerRecord[]> => {
  const tokens = new InternalTokens(config.INTERNAL_TOKEN_SECRET, 'sandbox', machine);
  const rows: LedgerRecord[] = [];
  let after: string | undefined;
  do {
    const query = new URLSearchParams({ clinicId, limit: '200', ...(after === undefined ? {} : { after }) });
    const path = `/internal/ledger?${query.toString()}`;
    const token = await tokens.sign({ kind: 'service', service: 'sandbox' }, 'notifications');
    const answer = await send(`${config.NOTIFICATIONS_URL}${path}`, { headers: { authorization: `Bearer ${token}` } });
    if (answer.status !== 200) throw new UnexpectedAnswerError(path, answer);
    const page = JSON.parse(answer.text) as { readonly items: readonly LedgerRecord[]; readonly next?: string }; // the ledger's export
    rows.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return rows;
};
