import * as z from 'zod';

/** Opaque id of a booking, session, survey, client ... Never derived from personal data. */
export const idField = z.string().min(1).max(64);
/** RFC 3339 instant. */
export const instantField = z.iso.datetime({ offset: true });
/** Calendar date without a zone. */
export const dateField = z.iso.date();
/** IANA zone name. */
export const zoneField = z.string().min(1).max(64);
/** Rises with every change of the document that said the event. */
export const versionField = z.int().nonnegative();
/** Where a booking came from: a person at the clinic, the client's own page, or an import of another calendar. */
export const originField = z.enum(['desk', 'client', 'import']);
/** Neutral code, e.g. an instrument `post-session@1`. */
export const codeField = z.string().regex(/^[a-z0-9][a-z0-9@-]{0,40}$/);
/** Reason codes of ux.md 4.2. */
export const reasonField = z.string().regex(/^[A-Z][A-Z0-9_]{1,40}$/);
export const channelField = z.enum(['sms', 'email']);
export const purposeField = z.enum(['appointment', 'survey', 'follow-up']);
