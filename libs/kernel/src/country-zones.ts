import { nextTransitions } from './local-time.js';
import { tz } from './zone-data.js';

/** Zones that agree from here on are one to us: the data keep them apart for what was before. */
const SINCE = Date.UTC(2020, 0, 1);

const clocks = new Map<string, string>();

/** Everything that a clock of the zone will do. */
const clockOf = (name: string): string => {
  const known = clocks.get(name);
  if (known !== undefined) return known;
  const zone = tz.zone(name);
  if (zone === null) return name;
  const now = zone.untils.findIndex((until) => until > SINCE);
  const clock = JSON.stringify([zone.offsets.slice(now), zone.untils.slice(now)]);
  if (zone.name === name) clocks.set(name, clock);
  return clock;
};

/** Do clocks in both zones always show the same? */
export const isSameClock = (one: string, other: string): boolean => one === other || clockOf(one) === clockOf(other);

const countries = new Map<string, readonly string[]>();

/**
 * The zones of a country (ISO 3166-1 alpha-2) by the packaged data, each clock once, under its first name by alphabet.
 * Empty for a country that is not known.
 */
export const zonesOfCountry = (country: string): readonly string[] => {
  const known = countries.get(country);
  if (known !== undefined) return known;
  if (!tz.countries().includes(country)) return [];
  const byClock = new Map<string, string>();
  for (const name of tz.zonesForCountry(country).toSorted()) {
    const clock = clockOf(name);
    if (!byClock.has(clock)) byClock.set(clock, name);
  }
  const zones = [...byClock.values()];
  countries.set(country, zones);
  return zones;
};

const offsetAt = (name: string, at: number): number => tz.zone(name)?.utcOffset(at) ?? 0;

const spans = new Map<string, number>();

/** How far clocks of a country are apart at most, in minutes, at any time of the year. */
export const spanOfCountry = (country: string): number => {
  const known = spans.get(country);
  if (known !== undefined) return known;
  const zones = zonesOfCountry(country);
  if (zones.length === 0) return 0;
  const since = new Date(SINCE);
  const changes = zones.flatMap((name) => nextTransitions(name, since, Infinity).map((at) => at.getTime()));
  const apart = [SINCE, ...changes].map((at) => {
    const offsets = zones.map((name) => offsetAt(name, at));
    return Math.max(...offsets) - Math.min(...offsets);
  });
  const span = Math.max(...apart);
  spans.set(country, span);
  return span;
};
