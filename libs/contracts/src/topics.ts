/** One topic per aggregate, so that the events of one booking keep their order. Dots only, no underscores. */
export const Topics = {
  clinics: 'scheduling.clinics',
  clients: 'scheduling.clients',
  bookings: 'scheduling.bookings',
  sessions: 'scheduling.sessions',
  followups: 'scheduling.followups',
  reminders: 'notifications.reminders',
  consents: 'notifications.consents',
  contacts: 'notifications.contacts',
  replies: 'notifications.replies',
  surveys: 'outcomes.surveys',
  diary: 'outcomes.diary',
  safety: 'outcomes.safety',
} as const;

/** Partitions of every topic. The relay chooses the partition itself, so this number may only grow with a migration. */
export const TOPIC_PARTITIONS = 4;
