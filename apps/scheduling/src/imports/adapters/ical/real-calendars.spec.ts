import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { ImportFileBrokenError } from '../../domain/entry.js';
import { readCalendar } from './read-calendar.js';

const folder = join(process.cwd(), '../shared/data/calendars');
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ics')) : [];

const read = (name: string) =>
  readCalendar(readFileSync(join(folder, name), 'utf8'), {
    zone: 'Europe/London',
    mapping: {},
    horizon: { from: new Date('2000-01-01T00:00:00Z'), to: new Date('2027-01-01T00:00:00Z') },
  });

describe('calendars that other programs really wrote', () => {
  if (files.length === 0) it.skip('50 files left out: the folder with real calendars is not here', () => undefined);
  else
    it.each(files)('reads %s or refuses it with a line', (name) => {
      try {
        const { rows } = read(name);
        if (process.env['SHOW'] !== undefined)
          console.log(
            name,
            rows.length,
            JSON.stringify(
              rows
                .slice(0, 4)
                .map((r) =>
                  r.kind === 'entry'
                    ? `${r.line} ${r.entry.startsAt.toISOString()}-${r.entry.endsAt.toISOString()} ${r.entry.cancelled}`
                    : `${r.line} ${r.kind} ${r.reason}`,
                ),
            ),
          );
        for (const row of rows) expect(row.line).toBeGreaterThan(0);
      } catch (error) {
        if (process.env['SHOW'] !== undefined) console.log(name, String(error));
        expect(error).toBeInstanceOf(ImportFileBrokenError);
        expect((error as ImportFileBrokenError).line).toBeGreaterThan(0);
      }
    });
});
