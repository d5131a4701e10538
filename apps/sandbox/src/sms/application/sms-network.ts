import { Injectable } from '@nestjs/common';
import { Activity, Clock } from '@aftercare/kernel';
import { createHash } from 'node:crypto';
import {
  apiErrorOf,
  deliveryErrorOf,
  takeFault,
  type ApiError,
  type CreateFault,
  type HandsetCondition,
  type PlannedFault,
} from '../domain/faults.js';
import { listMessages, type MessageFilter, type SmsMessage } from '../domain/message.js';

export { handsetSchema, plannedFaultSchema } from '../domain/faults.js';
export type { SmsMessage } from '../domain/message.js';

export interface OutgoingText {
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly statusCallback: string | null;
  readonly validitySeconds: number | null;
}

/** What the network did with a text: refused by the API, or taken (perhaps with a fault of the line on top). */
export type Acceptance =
  | { readonly outcome: 'refused'; readonly error: ApiError }
  | { readonly outcome: 'no-connection' }
  | { readonly outcome: 'accepted'; readonly message: SmsMessage; readonly line: 'good' | 'drop-reply' | 'slow' };

const pair = (from: string, to: string): string => `${from}>${to}`;

/** The telephone network and Twilio's memory in one: every text that was really accepted, in order. */
@Injectable()
export class SmsNetwork {
  private readonly messages = new Map<string, SmsMessage>();
  private readonly handsets = new Map<string, HandsetCondition>();
  private readonly blocked = new Set<string>();
  /** Texts so far per line. */
  private readonly sent = new Map<string, number>();
  private faults: readonly PlannedFault[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly activity: Activity,
  ) {}

  accept(text: OutgoingText): Acceptance {
    const refused = this.refusalOf(text);
    if (refused !== undefined) return { outcome: 'refused', error: refused };
    const { fault, left } = takeFault(this.faults, text.to);
    this.faults = left;
    if (fault === 'refuse-connection') return { outcome: 'no-connection' };
    const error = fault === undefined ? undefined : apiErrorOf(fault);
    if (error !== undefined) return { outcome: 'refused', error };
    return { outcome: 'accepted', message: this.store(text, 'outbound-api'), line: lineOf(fault) };
  }

  /** A text that the network itself sends (Twilio's own opt-out answers). */
  answerByItself(text: Pick<OutgoingText, 'to' | 'from' | 'body'>): SmsMessage {
    return this.store({ ...text, statusCallback: null, validitySeconds: null }, 'outbound-reply');
  }

  receive(text: Pick<OutgoingText, 'to' | 'from' | 'body'>): SmsMessage {
    return this.store({ ...text, statusCallback: null, validitySeconds: null }, 'inbound');
  }

  advance(sid: string): SmsMessage | undefined {
    const message = this.messages.get(sid);
    if (message === undefined) return undefined;
    const error = deliveryErrorOf(this.handsets.get(message.to) ?? 'works');
    if (message.status === 'queued') return this.keep({ ...message, status: 'sent', sentAt: this.clock.now() });
    if (message.status !== 'sent') return undefined;
    return this.keep(
      error === undefined
        ? { ...message, status: 'delivered' }
        : { ...message, status: 'undelivered', errorCode: error },
    );
  }

  find(sid: string): SmsMessage | undefined {
    return this.messages.get(sid);
  }

  list(filter: MessageFilter): readonly SmsMessage[] {
    return listMessages([...this.messages.values()], filter);
  }

  /** In the order in which the network took them. */
  all(): readonly SmsMessage[] {
    return [...this.messages.values()];
  }

  plan(fault: PlannedFault): void {
    this.faults = [...this.faults, fault];
  }

  setHandset(number: string, condition: HandsetCondition): void {
    this.handsets.set(number, condition);
  }

  block(from: string, to: string): void {
    this.blocked.add(pair(from, to));
  }

  unblock(from: string, to: string): void {
    this.blocked.delete(pair(from, to));
  }

  private refusalOf(text: OutgoingText): ApiError | undefined {
    if (this.blocked.has(pair(text.from, text.to))) return apiErrorOf('opted-out');
    const wellFormed = /^\+[1-9]\d{6,14}$/.test(text.to);
    return wellFormed && this.handsets.get(text.to) !== 'invalid' ? undefined : apiErrorOf('invalid-number');
  }

  private store(text: OutgoingText, direction: SmsMessage['direction']): SmsMessage {
    const now = this.clock.now();
    this.activity.count('texts');
    return this.keep({
      ...text,
      sid: this.nextSid(text, now),
      direction,
      status: direction === 'inbound' ? 'received' : direction === 'outbound-reply' ? 'delivered' : 'queued',
      errorCode: null,
      createdAt: now,
      sentAt: direction === 'outbound-api' ? null : now,
    });
  }

  /**
   * Follows from the instant, the numbers and how many texts went before between them: two equal runs have equal ids, and a
   * sandbox that was started anew gives none twice.
   */
  private nextSid({ from, to }: OutgoingText, now: Date): string {
    const line = pair(from, to);
    const count = (this.sent.get(line) ?? 0) + 1;
    this.sent.set(line, count);
    return `SM${createHash('sha256').update(`${now.toISOString()}/${line}/${count}`).digest('hex').slice(0, 32)}`;
  }

  private keep(message: SmsMessage): SmsMessage {
    this.messages.set(message.sid, message);
    return message;
  }
}

const lineOf = (fault: CreateFault | undefined): 'good' | 'drop-reply' | 'slow' =>
  fault === 'drop-reply' || fault === 'slow' ? fault : 'good';
