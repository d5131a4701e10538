import type { Channel, Reminder } from './reminder.js';

/** What is known about reaching a client, as far as a decision needs it. */
export interface Reach {
  readonly hasPhone: boolean;
  readonly hasEmail: boolean;
  /** Addresses that a provider called dead. */
  readonly bad: readonly Channel[];
  /** A STOP entry of this clinic for the client's number. */
  readonly stopped: boolean;
  /** Consent for the purpose of the row. */
  readonly consent: Readonly<Record<Channel, boolean>>;
}

export type NoChannelReason = 'NO_CONTACT' | 'CONTACT_BAD' | 'STOPPED' | 'NO_CONSENT';
export type ChannelChoice = { readonly channel: Channel } | { readonly reason: NoChannelReason };

/** Confirms a STOP to the number that sent it: the one text that may follow it. */
const answersStop = (row: Pick<Reminder, 'kind'>): boolean =>
  row.kind === 'stop-confirmation' || row.kind === 'cancel-help';
/** Answers and links were asked for a moment ago; they need no consent of their own. */
const wasAskedFor = (row: Pick<Reminder, 'family'>): boolean => row.family === 'reply' || row.family === 'link';

const hindrance = (
  row: Pick<Reminder, 'family' | 'kind'>,
  channel: Channel,
  reach: Reach,
): NoChannelReason | undefined => {
  if (!(channel === 'sms' ? reach.hasPhone : reach.hasEmail)) return 'NO_CONTACT';
  if (channel === 'sms' && reach.stopped && !answersStop(row)) return 'STOPPED';
  if (!wasAskedFor(row) && !reach.consent[channel]) return 'NO_CONSENT';
  if (reach.bad.includes(channel)) return 'CONTACT_BAD';
  return undefined;
};

/** The first channel of the row's preference that may be used; `not` (the invitation's) only when there is no other. */
export const chooseChannel = (
  row: Pick<Reminder, 'family' | 'kind' | 'channels'>,
  reach: Reach,
  not?: Channel,
): ChannelChoice => {
  const tried = row.channels.map((channel) => ({ channel, why: hindrance(row, channel, reach) }));
  const usable = tried.filter(({ why }) => why === undefined).map(({ channel }) => channel);
  const channel = usable.find((one) => one !== not) ?? usable[0];
  if (channel !== undefined) return { channel };
  const reason = tried.find(({ why }) => why !== undefined && why !== 'NO_CONTACT')?.why ?? 'NO_CONTACT';
  return { reason };
};
