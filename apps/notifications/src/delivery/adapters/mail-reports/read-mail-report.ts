import PostalMime from 'postal-mime';
import type { Attachment } from 'postal-mime';
import type { MailReport } from '../../application/ports.js';

type Fields = ReadonlyMap<string, string>;

const MOST_FIELDS = 200;

const textOf = ({ content }: Attachment): string =>
  typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString('utf8');

/** `Name: value` lines with their continuations; groups of a delivery status are read as one, the last recipient's fields winning. */
const fieldsOf = (text: string): Fields => {
  const lines = text.replace(/\r?\n[ \t]+/gu, ' ').split(/\r?\n/u, MOST_FIELDS);
  const pairs = lines.flatMap((line) => {
    const at = line.indexOf(':');
    return at < 1 ? [] : [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const];
  });
  return new Map(pairs);
};

/** The header of the message that came back, whole or without its body. */
const headerOf = (text: string): Fields => fieldsOf(text.split(/\r?\n\r?\n/u, 1)[0] ?? '');

const RETURNED: readonly string[] = [
  'message/rfc822',
  'text/rfc822-headers',
  'message/global',
  'message/global-headers',
];
const STATUS: readonly string[] = ['message/delivery-status', 'message/global-delivery-status'];
const FEEDBACK = 'message/feedback-report';

/** `rfc822;somebody@post.example`, in lower case. */
const addressOf = (field: string | undefined): string | undefined => {
  const address = field?.split(';').at(-1)?.trim().replace(/^<|>$/gu, '').toLowerCase();
  return address === undefined || address === '' ? undefined : address;
};

const STATUS_CODE = /^[245]\.\d{1,3}\.\d{1,3}/u;

type Says = MailReport['says'];

const SAYS: Readonly<Record<string, (code: string) => Says>> = {
  // A failure that is not for ever is as good as a delay: whoever sends may try again.
  failed: (code) => (code.startsWith('5') ? 'failed' : 'delayed'),
  delayed: () => 'delayed',
  delivered: () => 'arrived',
  relayed: () => 'arrived',
  expanded: () => 'arrived',
};

const bounceOf = (status: Fields, messageId: string): MailReport | undefined => {
  const code = STATUS_CODE.exec(status.get('status') ?? '')?.[0];
  const action = status.get('action')?.toLowerCase() ?? '';
  const says = Object.hasOwn(SAYS, action) ? SAYS[action] : undefined;
  if (code === undefined || says === undefined) return undefined;
  const recipient = addressOf(status.get('original-recipient') ?? status.get('final-recipient'));
  return { says: says(code), messageId, code, ...(recipient === undefined ? {} : { recipient }) };
};

/**
 * A mail server's report about a mail of ours: a delivery status notification (RFC 3464) or a complaint (RFC 5965).
 * Undefined for everything else, also for a report about a message that it does not name.
 */
export const readMailReport = async (raw: Buffer): Promise<MailReport | undefined> => {
  const parts = await partsOf(raw);
  const returned = parts.find(({ mimeType }) => RETURNED.includes(mimeType));
  const messageId = returned === undefined ? undefined : headerOf(textOf(returned)).get('message-id');
  if (messageId === undefined) return undefined;
  const feedback = parts.find(({ mimeType }) => mimeType === FEEDBACK);
  if (feedback !== undefined) {
    const type = fieldsOf(textOf(feedback)).get('feedback-type')?.toLowerCase();
    return type === 'not-spam' || type === undefined ? undefined : { says: 'complained', messageId };
  }
  const status = parts.find(({ mimeType }) => STATUS.includes(mimeType));
  return status === undefined ? undefined : bounceOf(fieldsOf(textOf(status)), messageId);
};

const partsOf = async (raw: Buffer): Promise<readonly Attachment[]> => {
  try {
    // Parts within parts deeper than a report has are none of ours.
    const limits = { maxNestingDepth: 10, maxHeadersSize: 65_536 };
    return (await PostalMime.parse(raw, { forceRfc822Attachments: true, ...limits })).attachments;
  } catch {
    return [];
  }
};
