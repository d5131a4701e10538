import type { DemoClinic } from '../domain/clinics.js';
import type { Person } from '../domain/people.js';
import type { PlannedVisit } from '../actors/client-life.js';

/** The body of `POST /v1/imports` for the calendar that a clinic brings along. */
export const calendarImport = (
  clinic: DemoClinic,
  visits: readonly { readonly person: Person; readonly visit: PlannedVisit }[],
  firstDay: string,
): object => ({ format: clinic.calendar, content: `${visits.length} ${firstDay}` });
