import type { ClientSession } from '../domain/client-session.js';
import type { TypedText } from '../domain/typed-text.js';

export type { ClientSession, TypedText };

/** Browsers that opened personal pages. Only hashes of their tokens are stored. */
export abstract class ClientSessions {
  abstract add(session: ClientSession): Promise<void>;
  abstract get(tokenHash: string): Promise<ClientSession | undefined>;
  /** Never back in time. */
  abstract noteSeen(tokenHash: string, at: Date): Promise<void>;
  /** Notes who it is; of two answers at once the first one stays. */
  abstract choose(tokenHash: string, clientRef: string): Promise<void>;
  /** Keeps it beside the session, in place of what was kept before. */
  abstract keepTyped(tokenHash: string, typed: TypedText): Promise<void>;
  abstract forgetTyped(tokenHash: string): Promise<void>;
  abstract remove(tokenHash: string): Promise<void>;
  /** Those of all clinics that are over. */
  abstract removeEnded(now: Date): Promise<void>;
}

/** Whose pages a link opens. */
export interface OpenedLink {
  readonly clinicId: string;
  readonly clientRefs: readonly string[];
  readonly returnTo: string;
}

export interface OwnPage {
  readonly clientRef: string;
  readonly firstName: string;
  /** Address of the message choices. */
  readonly choices: string;
  readonly visit?: { readonly words: string; readonly link: string } | undefined;
}

export interface OwnPages {
  /** What the clinic calls itself. */
  readonly alias: string;
  readonly phone: string;
  /** Clients who are gone are left out. */
  readonly clients: readonly OwnPage[];
}

/** One message in the client's words. */
export interface OwnMessage {
  readonly state: 'sent' | 'coming' | 'not-sent';
  readonly when: string;
  readonly what: string;
  readonly channel?: 'sms' | 'email' | undefined;
  readonly because?: string | undefined;
}

/** What a client chose about the time between visits. */
export type IntervalWish =
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'pause'; readonly until: string }
  | { readonly kind: 'none' };

export interface OwnCare {
  readonly today: string;
  readonly wish: IntervalWish | null;
  readonly stressPeriods: readonly { readonly id: string; readonly from: string; readonly to: string }[];
}

interface ClientName {
  readonly clinicId: string;
  readonly clientRef: string;
}

/** A client's own word about the time between visits, at its owner (scheduling). False: the rules refuse it. OWNER_SILENT when it does not answer. */
export abstract class CareOfClients {
  abstract see(client: ClientName): Promise<OwnCare | undefined>;
  abstract wish(client: ClientName, wish: IntervalWish | null): Promise<boolean>;
  abstract declare(client: ClientName, period: { readonly from: string; readonly to: string }): Promise<boolean>;
  abstract takeBack(client: ClientName, id: string): Promise<boolean>;
}

/** Links and facts of personal pages, as their owner (notifications) tells them. OWNER_SILENT when it does not answer. */
export abstract class PersonalLinks {
  /** Sends a link to whoever has the address; says nothing about who that is. */
  abstract ask(wish: { readonly address: string; readonly returnTo: string }): Promise<void>;
  /** Sends a new link where the old one went. */
  abstract renew(token: string): Promise<void>;
  /** Uses a link up; undefined when it is used, too old or unknown. */
  abstract redeem(token: string): Promise<OpenedLink | undefined>;
  abstract messagesOf(clinicId: string, clientRef: string): Promise<readonly OwnMessage[]>;
  abstract pagesOf(clinicId: string, clientRefs: readonly string[]): Promise<OwnPages | undefined>;
}
