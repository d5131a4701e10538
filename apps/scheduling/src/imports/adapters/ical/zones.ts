import { isKnownZone } from '@aftercare/kernel';
import { WINDOWS_ZONES } from './windows-zones.js';

/** Microsoft's old display names and the short ones of some servers. */
const DISPLAY_NAMES: Readonly<Record<string, string>> = {
  'Canberra, Melbourne, Sydney': 'Australia/Sydney',
  'Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London': 'Europe/London',
  'Dublin, Edinburgh, Lisbon, London': 'Europe/London',
  'Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna': 'Europe/Berlin',
  'Brussels, Copenhagen, Madrid, Paris': 'Europe/Paris',
  'Eastern Time (US & Canada)': 'America/New_York',
  'Central Time (US & Canada)': 'America/Chicago',
  'Mountain Time (US & Canada)': 'America/Denver',
  'Pacific Time (US & Canada)': 'America/Los_Angeles',
  'Eastern Time - US & Canada': 'America/New_York',
  'Central Time - US & Canada': 'America/Chicago',
  'Mountain Time - US & Canada': 'America/Denver',
  'Pacific Time - US & Canada': 'America/Los_Angeles',
  Eastern: 'America/New_York',
  Central: 'America/Chicago',
  Mountain: 'America/Denver',
  Pacific: 'America/Los_Angeles',
};

const find = (table: Readonly<Record<string, string>>, name: string): string | undefined => {
  const key = name.toLowerCase();
  return Object.entries(table).find(([candidate]) => candidate.toLowerCase() === key)?.[1];
};

/** `/freeassociation.sourceforge.net/Tzfile/Europe/Berlin` and the like carry the name at their end. */
const pathEnd = (name: string): string | undefined => {
  const parts = name.split('/').filter((part) => part !== '');
  return [3, 2].map((count) => parts.slice(-count).join('/')).find(isKnownZone);
};

/** The IANA zone that a file means by a name, by our packaged data; undefined when nobody can know. */
export const zoneNamed = (name: string, mapped: Readonly<Record<string, string>> = {}): string | undefined => {
  const plain = name.trim().replace(/^"(.*)"$/, '$1');
  const candidate =
    find(mapped, plain) ??
    (isKnownZone(plain) ? plain : undefined) ??
    find(WINDOWS_ZONES, plain) ??
    find(DISPLAY_NAMES, plain) ??
    pathEnd(plain);
  return candidate !== undefined && isKnownZone(candidate) ? candidate : undefined;
};
