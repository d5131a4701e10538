import { Injectable } from '@nestjs/common';
import { ImportFiles } from '../application/ports.js';
import type { FileToRead } from '../application/ports.js';
import type { ReadFile } from '../domain/entry.js';
import { readCsv } from './csv/read-csv.js';
import { readCalendar } from './ical/read-calendar.js';

/** iCalendar and CSV. */
@Injectable()
export class CalendarAndCsvFiles extends ImportFiles {
  override read(file: FileToRead): ReadFile {
    return file.format === 'ics' ? readCalendar(file.content, file) : readCsv(file.content, file);
  }
}
