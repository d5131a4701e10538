import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImportFileBrokenError } from '../../domain/entry.js';
import { readCalendar } from './read-calendar.js';

const folder = join(process.cwd(), '../shared/data/calendars');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ics')) : [];

/** Broken in the middle: a value with a line break that is neither folded nor escaped. */
const BROKEN: Readonly<Record<string, number>> = {
  'ical4j_invalid_bhav23-2.ics': 38,
  'rie_issue_61_time_zone_error.ics': 211,
};

const read = (name: string) =>
  readCalendar(readFileSync(join(folder, name), 'utf8'), {
    zone: 'Europe/London',
    mapping: {},
    horizon: { from: new Date('2000-01-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z') },
  });

/** The line that a file is refused for; undefined where it is read, each of its rows with a line. */
const refusedAt = (name: string): number | undefined => {
  try {
    for (const { line } of read(name).rows) expect(line).toBeGreaterThan(0);
    return undefined;
  } catch (error) {
    if (error instanceof ImportFileBrokenError) return error.line;
    throw error;
  }
};

describe('calendars that other programs really wrote', () => {
  if (files.length === 0) it.skip('50 files left out: the folder with real calendars is not here', () => undefined);
  else
    it.each(files)('reads %s or refuses it with the line', (name) => {
      expect(refusedAt(name)).toBe(BROKEN[name]);
    });
});
