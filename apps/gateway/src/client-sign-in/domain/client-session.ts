import type { TypedText } from './typed-text.js';

const MINUTE_MS = 60_000;
/** Without a request, unless the client chose otherwise (ux.md P5.3). */
const IDLE_MS = 30 * MINUTE_MS;
/** "Keep my pages open on this phone for 90 days", in all. */
const KEPT_MS = 90 * 24 * 60 * MINUTE_MS;
export const KEPT_SECONDS = KEPT_MS / 1000;
/** Often enough for an idle time of half an hour, and spares a write per request. */
const NOTE_EVERY_MS = MINUTE_MS;

/** A browser that opened personal pages. Its token is known to the browser only. */
export interface ClientSession {
  readonly tokenHash: string;
  readonly clinicId: string;
  /** Who has the address that the link went to; one of them opens the pages. */
  readonly clientRefs: readonly string[];
  /** Who it is; absent while several have the address and none was chosen. */
  readonly clientRef?: string;
  readonly isKept: boolean;
  /** The page to go to once it is known who it is. */
  readonly returnTo: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
  /** What came when the pages had closed, for whoever typed it. */
  readonly typed?: TypedText;
}

/** So long it is known whose pages they were, should something come that was typed into them. They open no more. */
const REMEMBERED_MS = 24 * 60 * MINUTE_MS;

export const forgottenBefore = (now: Date): Date => new Date(now.getTime() - REMEMBERED_MS);

export const endsAt = ({ isKept, createdAt, seenAt }: ClientSession): Date =>
  new Date(isKept ? createdAt.getTime() + KEPT_MS : seenAt.getTime() + IDLE_MS);

export const isAlive = (session: ClientSession, now: Date): boolean => now.getTime() < endsAt(session).getTime();

export const isWorthNoting = (session: ClientSession, now: Date): boolean =>
  now.getTime() - session.seenAt.getTime() >= NOTE_EVERY_MS;

/** One client with the address needs no question; of several nobody is chosen for them. */
export const opened = (session: Omit<ClientSession, 'clientRef'>): ClientSession => {
  const [only, ...others] = session.clientRefs;
  return only === undefined || others.length > 0 ? session : { ...session, clientRef: only };
};

/** Undefined for somebody who does not have the address, or once somebody was chosen. */
export const chosen = (session: ClientSession, clientRef: string): ClientSession | undefined =>
  session.clientRef === undefined && session.clientRefs.includes(clientRef) ? { ...session, clientRef } : undefined;
