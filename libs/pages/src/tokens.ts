/** Colours of ux.md 6.1. A unit test recomputes the contrast ratios that the rules rest on. */
export interface ThemeTokens {
  readonly scheme: 'dark' | 'light';
  readonly bg: string;
  readonly surface: string;
  readonly raised: string;
  /** Decoration only; it has no contrast of its own. */
  readonly line: string;
  readonly border: string;
  readonly text: string;
  readonly muted: string;
  readonly link: string;
  readonly focus: string;
  readonly btn: string;
  readonly btnText: string;
  readonly sel: string;
  readonly selText: string;
  readonly danger: string;
  readonly warn: string;
  readonly ok: string;
  readonly s1: string;
  readonly s2: string;
  readonly band: string;
}

const dim: ThemeTokens = {
  scheme: 'dark',
  bg: '#16181A',
  surface: '#202326',
  raised: '#2A2E31',
  line: '#34383B',
  border: '#7C7F82',
  text: '#C9C6BF',
  muted: '#A3A099',
  link: '#B3C7B5',
  focus: '#D9C48F',
  btn: '#3A4A45',
  btnText: '#E3E0D9',
  sel: '#33413C',
  selText: '#E3E0D9',
  danger: '#D9A48F',
  warn: '#D2B782',
  ok: '#A9C2A6',
  s1: '#B3C7B5',
  s2: '#C9A98A',
  band: '#46534D',
};
const rose: ThemeTokens = {
  scheme: 'dark',
  bg: '#1D1614',
  surface: '#2A201D',
  raised: '#352A26',
  line: '#42352F',
  border: '#8A7770',
  text: '#D8C3B8',
  muted: '#B09C92',
  link: '#DDB9A8',
  focus: '#E0C79A',
  btn: '#5A3A34',
  btnText: '#EADCD4',
  sel: '#4C332D',
  selText: '#EADCD4',
  danger: '#E3A793',
  warn: '#D6B98A',
  ok: '#B8BF9F',
  s1: '#DDB9A8',
  s2: '#B7B79A',
  band: '#5A453D',
};
const green: ThemeTokens = {
  scheme: 'dark',
  bg: '#121815',
  surface: '#1A231E',
  raised: '#232E28',
  line: '#2E3A33',
  border: '#6E8577',
  text: '#B9CDBF',
  muted: '#93A89A',
  link: '#A6D1B0',
  focus: '#D3C892',
  btn: '#2F4A3A',
  btnText: '#D6E4DA',
  sel: '#2A4133',
  selText: '#D6E4DA',
  danger: '#D6A892',
  warn: '#CDB986',
  ok: '#A6D1B0',
  s1: '#A6D1B0',
  s2: '#CBB08C',
  band: '#3B5546',
};
const soft: ThemeTokens = {
  scheme: 'light',
  bg: '#E9E4DA',
  surface: '#F1EDE5',
  raised: '#E2DCD0',
  line: '#D3CCBE',
  border: '#756F66',
  text: '#2E2B27',
  muted: '#57524B',
  link: '#294A3C',
  focus: '#5B4A16',
  btn: '#36514A',
  btnText: '#F1EDE5',
  sel: '#D5DDD3',
  selText: '#23352D',
  danger: '#70331F',
  warn: '#5C430D',
  ok: '#2A4B31',
  s1: '#36514A',
  s2: '#70461F',
  band: '#C5CFC6',
};
const light: ThemeTokens = {
  scheme: 'light',
  bg: '#F4F2ED',
  surface: '#FBFAF7',
  raised: '#ECE9E1',
  line: '#DCD8CE',
  border: '#76726A',
  text: '#26292B',
  muted: '#565A5C',
  link: '#1D4D41',
  focus: '#1B4A83',
  btn: '#2C574B',
  btnText: '#FBFAF7',
  sel: '#DCE7E0',
  selText: '#1C3A31',
  danger: '#8A3322',
  warn: '#6B4A00',
  ok: '#2A5A38',
  s1: '#2C574B',
  s2: '#8A4B1F',
  band: '#BFD0C7',
};
const dark: ThemeTokens = {
  scheme: 'dark',
  bg: '#15181A',
  surface: '#1D2124',
  raised: '#272C30',
  line: '#33393D',
  border: '#7B8287',
  text: '#D3D2CD',
  muted: '#A2A5A5',
  link: '#A9CDBB',
  focus: '#9CC3EA',
  btn: '#315248',
  btnText: '#ECEBE6',
  sel: '#2C4039',
  selText: '#E4E7E2',
  danger: '#E2A58F',
  warn: '#D9BC7F',
  ok: '#A8C9A4',
  s1: '#A9CDBB',
  s2: '#D6AE85',
  band: '#42574F',
};

export const themes = { dim, rose, green, soft, light, dark } as const;
export type ThemeName = keyof typeof themes;

/** The four that a client may choose, with the words on the buttons. `dim` is the default, whatever the device says. */
export const clientThemes = [
  { name: 'dim', label: 'Dim' },
  { name: 'rose', label: 'Rose' },
  { name: 'green', label: 'Soft green' },
  { name: 'soft', label: 'Soft light' },
] as const;
export type ClientTheme = (typeof clientThemes)[number]['name'];
export const DEFAULT_THEME: ClientTheme = 'dim';

export const isClientTheme = (name: string | undefined): name is ClientTheme =>
  clientThemes.some((theme) => theme.name === name);

const channel = (hex: string, from: number): number => {
  const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

/** Relative luminance as WCAG 2.2 defines it, of `#RRGGBB`. */
export const luminance = (hex: string): number =>
  0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);

/** Contrast ratio of two colours as WCAG 2.2 defines it, 1 to 21. */
export const contrast = (one: string, other: string): number => {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
};
