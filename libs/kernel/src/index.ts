export {
  AppError,
  DomainError,
  InvalidInputError,
  isTerminal,
  NotFoundError,
  TransientError,
  unreachable,
} from './errors.js';
export type { FieldProblem, RefusalKind } from './errors.js';
export { Activity, DueWork, SilentActivity } from './activity.js';
export { doAllDue, KeysLeftError } from './due-keys.js';
export {
  Clock,
  FixedClock,
  MachineTime,
  ManualMachineTime,
  SteppedClock,
  SystemClock,
  SystemMachineTime,
} from './clock.js';
export { hashId, linkToken, newId, randomToken, sha256, uuidV5 } from './ids.js';
export type { LinkPurpose } from './ids.js';
export {
  addDays,
  dateOf,
  daysBetween,
  formatLocal,
  inWindow,
  isKnownZone,
  isLocalDate,
  localOf,
  monthName,
  nextTransitions,
  UnknownZoneError,
  utcOf,
  weekdayOf,
  ZONE_DATA_VERSION,
} from './local-time.js';
export type { DateStyle, LocalDate, LocalDateTime, Weekday } from './local-time.js';
export { isSameClock, spanOfCountry, zonesOfCountry } from './country-zones.js';
export { isHolidayRegion, isPublicHoliday, UnknownHolidayRegionError } from './public-holidays.js';
export type { HolidayRegion } from './public-holidays.js';
export type { ClinicId, ClinicKey } from './tenant.js';
