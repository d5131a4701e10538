/** Which column of a CSV file says what; the defaults are Acuity's. */
export interface Columns {
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  readonly phone: string;
  readonly email: string;
  readonly service: string;
  readonly practitioner: string;
  readonly id: string;
  readonly rescheduled: string;
  /** A value of "true", "yes" or "cancelled" in it means that the visit is off. */
  readonly cancelled: string;
}

export interface ServiceMapping {
  readonly techniques: readonly string[];
  readonly areas?: readonly string[];
}

/** Ties the names of a file to this clinic's records. Names are compared without case and surrounding space. */
export interface ImportMapping {
  /** Names the source, so that two calendars may use the same ids. */
  readonly source?: string;
  readonly services?: Readonly<Record<string, ServiceMapping>>;
  /** Practitioner ids by their name in the file. */
  readonly practitioners?: Readonly<Record<string, string>>;
  readonly defaultPractitioner?: string;
  /** Client refs by uid, email or phone as in the file. */
  readonly clients?: Readonly<Record<string, string>>;
  /** IANA zones by their name in the file. */
  readonly zones?: Readonly<Record<string, string>>;
  readonly columns?: Partial<Columns>;
  readonly dateOrder?: 'dmy' | 'mdy';
}

export const ACUITY_COLUMNS: Columns = {
  start: 'Start Time',
  end: 'End Time',
  zone: 'Timezone',
  phone: 'Phone',
  email: 'Email',
  service: 'Type',
  practitioner: 'Calendar',
  id: 'Appointment ID',
  rescheduled: 'Date Rescheduled',
  cancelled: 'Canceled',
};

/** How names are compared. */
export const nameKey = (name: string): string => name.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** The value under a name, however it is spelled. */
export const named = <T>(table: Readonly<Record<string, T>> | undefined, name: string): T | undefined => {
  const key = nameKey(name);
  return Object.entries(table ?? {}).find(([candidate]) => nameKey(candidate) === key)?.[1];
};
