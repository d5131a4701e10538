export type Channel = 'sms' | 'email';
export type Purpose = 'appointment' | 'survey' | 'follow-up';

export interface Choice {
  readonly channel: Channel;
  readonly purpose: Purpose;
}

export interface Entry extends Choice {
  readonly granted: boolean;
  readonly since: Date;
}

export interface Consent<TEvidence> {
  readonly clientRef: string;
  readonly entries: readonly Entry[];
  readonly history: readonly (Choice & {
    readonly granted: boolean;
    readonly at: Date;
    readonly evidence: TEvidence;
  })[];
}

const CHANNELS: readonly Channel[] = ['sms', 'email'];
const PURPOSES: readonly Purpose[] = ['appointment', 'survey', 'follow-up'];

export const ALL_CHOICES: readonly Choice[] = CHANNELS.flatMap((channel) =>
  PURPOSES.map((purpose) => ({ channel, purpose })),
);

const same = (one: Choice, other: Choice): boolean => one.channel === other.channel && one.purpose === other.purpose;

/** Who gives an address for a visit agrees to hear about that visit; everything else must be agreed to. */
export const grantedIn = (entries: readonly Entry[], choice: Choice): boolean =>
  entries.find((entry) => same(entry, choice))?.granted ?? choice.purpose === 'appointment';

export interface Changed<TEvidence> {
  readonly consent: Consent<TEvidence>;
  /** Only what differs from before. */
  readonly changes: readonly (Choice & { readonly granted: boolean })[];
}

/** Writes choices into a record. A choice that stands already is no change, except that the default becomes explicit. */
export const withChoices = <TEvidence>(
  consent: Consent<TEvidence>,
  wanted: readonly (Choice & { readonly granted: boolean })[],
  by: { readonly at: Date; readonly evidence: TEvidence },
): Changed<TEvidence> => {
  const changes = wanted.filter((one) => grantedIn(consent.entries, one) !== one.granted);
  const explicit = wanted.filter(
    (one) => !consent.entries.some((entry) => same(entry, one) && entry.granted === one.granted),
  );
  if (explicit.length === 0) return { consent, changes };
  const kept = consent.entries.filter((entry) => !explicit.some((one) => same(one, entry)));
  const plain = explicit.map(({ channel, purpose, granted }) => ({ channel, purpose, granted }));
  return {
    changes,
    consent: {
      ...consent,
      entries: [...kept, ...plain.map((one) => ({ ...one, since: by.at }))],
      history: [...consent.history, ...plain.map((one) => ({ ...one, ...by }))],
    },
  };
};
