import type { TextId } from './text.js';

/** The kinds of the ledger that are said in words. */
export type MessageKind =
  | 'confirmation'
  | '72h'
  | '24h'
  | '2h'
  | 'change'
  | 'cancel'
  | 'invitation'
  | 'reminder'
  | 're-issue'
  | 'nudge'
  | 'second-nudge'
  | 'personal-link'
  | 'yes'
  | 'visit-stays'
  | 'stop-confirmation'
  | 'start-confirmation'
  | 'help'
  | 'unclear'
  | 'cancel-help';

const BY_KIND: Readonly<Record<Exclude<MessageKind, 'invitation' | 'reminder'>, TextId>> = {
  confirmation: 'A1',
  '72h': 'A2',
  '24h': 'A2',
  '2h': 'A2y',
  change: 'A3',
  cancel: 'A4',
  're-issue': 'S-new',
  nudge: 'F1',
  'second-nudge': 'F1',
  'personal-link': 'L1',
  yes: 'R-yes',
  'visit-stays': 'R-stays',
  'stop-confirmation': 'R-stop',
  'start-confirmation': 'R-start',
  help: 'R-help',
  unclear: 'R-unclear',
  'cancel-help': 'R-cancel',
};

/** Forms differ by instrument, whatever its version. */
const formText = (kind: 'invitation' | 'reminder', instrument: string): TextId => {
  if (instrument.startsWith('intake@')) return 'S0';
  if (instrument.startsWith('post-session@')) return kind === 'invitation' ? 'S1' : 'S1r';
  return kind === 'invitation' ? 'S2' : 'S2r';
};

/** Which words a message uses; those of a STOP differ by whether it may have meant the visit. */
export const chooseText = (
  kind: MessageKind,
  about: {
    readonly channel: 'sms' | 'email';
    readonly instrument: string;
    readonly visitStays: boolean;
    readonly withForm?: boolean;
  },
): TextId => {
  if (about.withForm === true && (kind === '72h' || kind === '24h')) return 'A2s';
  if (kind === 'stop-confirmation' && about.visitStays) return 'R-cancel';
  // It asks for an answer by text, so an email says the plain reminder.
  if (kind === '2h' && about.channel === 'email') return 'A2';
  return kind === 'invitation' || kind === 'reminder' ? formText(kind, about.instrument) : BY_KIND[kind];
};

/** Texts whose one link leads to the choices page, whatever the main link of the message is. */
const ABOUT_CHOICES: ReadonlySet<TextId> = new Set<TextId>(['R-stop', 'R-start', 'R-cancel', 'R-help']);
export const leadsToChoices = (text: TextId): boolean => ABOUT_CHOICES.has(text);
