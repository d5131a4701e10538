import { isSameClock, spanOfCountry, zonesOfCountry } from '@aftercare/kernel';

/** Where a client lives, as far as clocks go. */
export interface Home {
  readonly zone: string;
  /**
   * Their own zone is not known, and their number is of this country, which has several clocks: hours hold in every zone of it.
   * `zone` is one of them then, the clinic's where that is there.
   */
  readonly anywhereIn?: string;
}

export interface Hours {
  /** `HH:MM`, [from, to). */
  readonly from: string;
  readonly to: string;
}

/** Hours that leave time in every country that people have numbers of: the widest, Russia, has ten hours between its clocks. */
const SHIPPED_HOURS: Hours = { from: '09:00', to: '20:00' };
/** Less is no time to write to people in. */
const LEAST_MINUTES = 60;

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** How much of the hours comes everywhere in a country at once. */
const commonMinutes = ({ from, to }: Hours, country: string): number =>
  minutesOf(to) - minutesOf(from) - spanOfCountry(country);

/** Empty where nobody could be written to at any hour, as in Antarctica. */
const possibleZones = (country: string | null): readonly string[] =>
  country === null || commonMinutes(SHIPPED_HOURS, country) < LEAST_MINUTES ? [] : zonesOfCountry(country);

/** A client with a zone lives there; one without somewhere in the country of their number; everybody else where the clinic is. */
export const homeOf = (
  client: { readonly zone: string | null; readonly country: string | null } | undefined,
  clinicZone: string,
): Home => {
  if (client === undefined) return { zone: clinicZone };
  if (client.zone !== null) return { zone: client.zone };
  const { country } = client;
  const zones = possibleZones(country);
  const isAtClinic = zones.length === 0 || zones.some((zone) => isSameClock(zone, clinicZone));
  const zone = isAtClinic ? clinicZone : (zones[0] ?? clinicZone);
  return country === null || zones.length < 2 ? { zone } : { zone, anywhereIn: country };
};

/** Only this of something larger. */
export const homeIn = ({ zone, anywhereIn }: Home): Home =>
  anywhereIn === undefined ? { zone } : { zone, anywhereIn };

export const isSameHome = (one: Home, other: Home): boolean =>
  one.zone === other.zone && one.anywhereIn === other.anywhereIn;

/** Everywhere that the client may be. */
export const zonesAt = ({ zone, anywhereIn }: Home): readonly string[] => {
  const zones = anywhereIn === undefined ? [] : zonesOfCountry(anywhereIn);
  return zones.length === 0 ? [zone] : zones;
};

/** Hours so short that they never come everywhere at once give way to the shipped ones: those hold in every zone then. */
export const hoursAt = (wanted: Hours, { anywhereIn }: Home): Hours =>
  anywhereIn === undefined || commonMinutes(wanted, anywhereIn) >= LEAST_MINUTES ? wanted : SHIPPED_HOURS;
