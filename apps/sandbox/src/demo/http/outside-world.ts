import type { MailFault } from '../../mail/application/mailbox.js';
import type { Person } from '../domain/people.js';
import { send, UnexpectedAnswerError } from './json-http.js';

/** A text as the network took it. */
export interface SeenText {
  readonly sid: string;
  readonly direction: 'outbound-api' | 'outbound-reply' | 'inbound';
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly status: string;
  readonly createdAt: string;
}

/** A mail as it arrived. */
export interface SeenMail {
  readonly at: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

interface Listed<T> {
  readonly next: number;
  readonly items: readonly T[];
}

const MAIL_FAULT: Readonly<Record<Person['mailbox'], MailFault | null>> = {
  works: null,
  unknown: 'unknown-mailbox',
  closed: 'closed-mailbox',
  unwanted: 'unwanted',
};

/** The scenario's hands in the sandbox: what arrived, and what people write back. */
export class OutsideWorld {
  constructor(private readonly baseUrl: string) {}

  textsSince(since: number): Promise<Listed<SeenText>> {
    return this.get<Listed<SeenText>>(`/sandbox/texts?since=${since}`);
  }

  mailsSince(since: number): Promise<Listed<SeenMail>> {
    return this.get<Listed<SeenMail>>(`/sandbox/mails?since=${since}`);
  }

  async mailsTo(address: string): Promise<readonly SeenMail[]> {
    return (await this.get<Listed<SeenMail>>(`/sandbox/mails?to=${encodeURIComponent(address)}`)).items;
  }

  reply(text: { readonly from: string; readonly to: string; readonly body: string }): Promise<void> {
    return this.post('/sandbox/replies', text);
  }

  setHandset(number: string, condition: string): Promise<void> {
    return this.post('/sandbox/handsets', { number, condition });
  }

  async setMailbox(address: string, condition: Person['mailbox']): Promise<void> {
    const fault = MAIL_FAULT[condition];
    if (fault !== null) await this.post('/sandbox/mail-faults', { address, fault });
  }

  private async get<T>(path: string): Promise<T> {
    const answer = await send(`${this.baseUrl}${path}`, {});
    if (answer.status !== 200) throw new UnexpectedAnswerError(path, answer);
    return JSON.parse(answer.text) as T; // the sandbox's own shape
  }

  private async post(path: string, body: object): Promise<void> {
    const answer = await send(`${this.baseUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (answer.status >= 300) throw new UnexpectedAnswerError(path, answer);
  }
}
