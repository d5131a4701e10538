import { weekdayOf } from '@aftercare/kernel';
import type { LocalDate, LocalDateTime } from '@aftercare/kernel';
import { languageOf } from './language.js';
import type { Language } from './language.js';

interface DateNames {
  /** From Monday on. */
  readonly weekdays: readonly string[];
  readonly shortWeekdays: readonly string[];
  /** From January on, as they stand beside a day. */
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  /** Between day and month of a date written out. */
  readonly of: string;
  /** What follows the number of the day. */
  readonly dayMark: string;
  readonly noon: readonly [am: string, pm: string];
  readonly zone: (place: string) => string;
}

const list = (names: string): readonly string[] => names.split(' ');

const ARABIC_DAYS = list('الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد');
const ARABIC_MONTHS = list('يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر');

/** Names of CLDR 47, without full stops. Written here, because a formatter of the machine may know other ones. */
const NAMES: Readonly<Record<Language, DateNames>> = {
  en: {
    weekdays: list('Monday Tuesday Wednesday Thursday Friday Saturday Sunday'),
    shortWeekdays: list('Mon Tue Wed Thu Fri Sat Sun'),
    months: list('January February March April May June July August September October November December'),
    shortMonths: list('Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec'),
    of: ' ',
    dayMark: '',
    noon: ['am', 'pm'],
    zone: (place) => `${place} time`,
  },
  de: {
    weekdays: list('Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag'),
    shortWeekdays: list('Mo Di Mi Do Fr Sa So'),
    months: list('Januar Februar März April Mai Juni Juli August September Oktober November Dezember'),
    shortMonths: list('Jan Feb März Apr Mai Juni Juli Aug Sept Okt Nov Dez'),
    of: ' ',
    dayMark: '.',
    noon: ['am', 'pm'],
    zone: (place) => `Ortszeit ${place}`,
  },
  fr: {
    weekdays: list('lundi mardi mercredi jeudi vendredi samedi dimanche'),
    shortWeekdays: list('lun mar mer jeu ven sam dim'),
    months: list('janvier février mars avril mai juin juillet août septembre octobre novembre décembre'),
    shortMonths: list('janv févr mars avr mai juin juil août sept oct nov déc'),
    of: ' ',
    dayMark: '',
    noon: ['am', 'pm'],
    zone: (place) => `heure de ${place}`,
  },
  es: {
    weekdays: list('lunes martes miércoles jueves viernes sábado domingo'),
    shortWeekdays: list('lun mar mié jue vie sáb dom'),
    months: list('enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'),
    shortMonths: list('ene feb mar abr may jun jul ago sept oct nov dic'),
    of: ' de ',
    dayMark: '',
    noon: ['am', 'pm'],
    zone: (place) => `hora de ${place}`,
  },
  pl: {
    weekdays: list('poniedziałek wtorek środa czwartek piątek sobota niedziela'),
    shortWeekdays: list('pon wt śr czw pt sob niedz'),
    months: list('stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia'),
    shortMonths: list('sty lut mar kwi maja cze lip sie wrz paź lis gru'),
    of: ' ',
    dayMark: '',
    noon: ['am', 'pm'],
    zone: (place) => `czas: ${place}`,
  },
  ar: {
    weekdays: ARABIC_DAYS,
    shortWeekdays: ARABIC_DAYS,
    months: ARABIC_MONTHS,
    shortMonths: ARABIC_MONTHS,
    of: ' ',
    dayMark: '',
    noon: ['ص', 'م'],
    zone: (place) => `بتوقيت \u2068${place}\u2069`,
  },
};

/** Where people read the time by twelve hours. */
const TWELVE_HOURS: ReadonlySet<string> = new Set(
  list('en-us en-ca en-au en-nz en-in en-ph en-pk es-mx es-co es-us es-pe ar-eg ar-sa ar-ae ar-jo ar-kw ar-qa ar-bh'),
);
/** `Tue May 11`, where it is written so. */
const MONTH_FIRST: ReadonlySet<string> = new Set(list('en-us en-ca en-ph'));

const regionOf = (locale: string): string =>
  locale
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^([a-z]+)(?:-[a-z]{4})?-([a-z]{2})\b.*$/u, '$1-$2');

const namesOf = (locale: string): DateNames => NAMES[languageOf(locale) ?? 'en'];

const monthOf = (date: LocalDate): number => Number(date.slice(5, 7)) - 1;
const dayOf = (date: LocalDate): string => String(Number(date.slice(8, 10)));

type Width = 'short' | 'long';

const dateText = (date: LocalDate, locale: string, width: Width): string => {
  const names = namesOf(locale);
  const weekdays = width === 'short' ? names.shortWeekdays : names.weekdays;
  const months = width === 'short' ? names.shortMonths : names.months;
  const [weekday, month] = [weekdays[weekdayOf(date) - 1] ?? '', months[monthOf(date)] ?? ''];
  if (MONTH_FIRST.has(regionOf(locale))) return `${weekday} ${month} ${dayOf(date)}`;
  return `${weekday} ${dayOf(date)}${names.dayMark}${width === 'long' ? names.of : ' '}${month}`;
};

/** `Tue 11 May`. */
export const shortDay = (date: LocalDate, locale: string): string => dateText(date, locale, 'short');
/** `Tuesday 11 May`. */
export const longDay = (date: LocalDate, locale: string): string => dateText(date, locale, 'long');
/** `Tuesday`. */
export const weekdayName = (date: LocalDate, locale: string): string =>
  namesOf(locale).weekdays[weekdayOf(date) - 1] ?? '';

/** `10:30`, or `10:30 am` where people read it so. Latin digits everywhere: they stand beside numbers to dial. */
export const timeText = (time: LocalDateTime['time'], locale: string): string => {
  if (!TWELVE_HOURS.has(regionOf(locale))) return time;
  const hour = Number(time.slice(0, 2));
  const [am, pm] = namesOf(locale).noon;
  return `${hour % 12 === 0 ? '12' : String(hour % 12)}${time.slice(2)} ${hour < 12 ? am : pm}`;
};

/** `America/New_York` -> New York time. A name is never inflected. */
export const zoneText = (zone: string, locale: string): string => {
  const place = zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return /^(?:UTC|GMT)/u.test(place) ? place : namesOf(locale).zone(place);
};
