/** One cell of the table on the choices page. */
export type ChoiceName = `${'sms' | 'email'}.${'appointment' | 'survey' | 'follow-up'}`;

export const CHANNELS = ['sms', 'email'] as const;
export const PURPOSES = ['appointment', 'survey', 'follow-up'] as const;
type Channel = (typeof CHANNELS)[number];
type Purpose = (typeof PURPOSES)[number];

export interface ChoiceChange {
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly granted: boolean;
}

/** What a client gets: agreed cells, and whether the number has said STOP. */
export interface ChoicesState {
  readonly agreed: readonly ChoiceName[];
  readonly stopped: boolean;
}

/** What somebody did on the page. `save` carries the ticked cells of the channels that the page showed. */
export type ChoiceCommand =
  | { readonly do: 'stop-texts' | 'stop-emails' | 'start-texts' }
  | { readonly do: 'save'; readonly shown: readonly Channel[]; readonly ticked: readonly ChoiceName[] }
  | { readonly do: 'undo'; readonly to: ChoicesState };

const cellsOf = (channels: readonly Channel[]): readonly { readonly channel: Channel; readonly purpose: Purpose }[] =>
  channels.flatMap((channel) => PURPOSES.map((purpose) => ({ channel, purpose })));

const towards = (
  state: ChoicesState,
  channels: readonly Channel[],
  agreed: readonly ChoiceName[],
): readonly ChoiceChange[] =>
  cellsOf(channels)
    .map((cell) => ({ ...cell, granted: agreed.includes(`${cell.channel}.${cell.purpose}`) }))
    .filter(({ channel, purpose, granted }) => state.agreed.includes(`${channel}.${purpose}`) !== granted);

/** The cells that a command changes; the STOP entry of the number is not one of them. */
export const changesOf = (command: ChoiceCommand, state: ChoicesState): readonly ChoiceChange[] => {
  switch (command.do) {
    case 'stop-texts':
      return towards(state, ['sms'], []);
    case 'stop-emails':
      return towards(state, ['email'], []);
    case 'start-texts':
      return [];
    case 'save':
      return towards(state, command.shown, command.ticked);
    case 'undo':
      return towards(state, CHANNELS, command.to.agreed);
  }
};

const NAMES: readonly ChoiceName[] = cellsOf(CHANNELS).map(({ channel, purpose }) => `${channel}.${purpose}` as const);
const STOPPED = 'stopped';

/** The earlier state as a form field, so that undo needs nothing stored. It is the person's own choice either way. */
export const encodeState = ({ agreed, stopped }: ChoicesState): string =>
  [...agreed, ...(stopped ? [STOPPED] : [])].join(' ');

export const decodeState = (text: string): ChoicesState => {
  const words = new Set(text.split(' '));
  return { agreed: NAMES.filter((name) => words.has(name)), stopped: words.has(STOPPED) };
};

/** From the fields of a form: per purpose the channels that were ticked. */
export const tickedIn = (fields: Readonly<Record<Purpose, readonly string[]>>): readonly ChoiceName[] =>
  NAMES.filter((name) =>
    PURPOSES.some((purpose) =>
      CHANNELS.some((channel) => name === `${channel}.${purpose}` && fields[purpose].includes(channel)),
    ),
  );
