import type { TestDatabase } from '@aftercare/testing';

const rowsOf = (database: TestDatabase) =>
  database.connection.getClient().db(`${database.name}_notifications`).collection('reminders');

const changeOne = async (database: TestDatabase, filter: object, set: object): Promise<void> => {
  const { modifiedCount } = await rowsOf(database).updateOne(filter, { $set: set });
  if (modifiedCount !== 1) throw new Error('there was no row to plant a fault in');
};

/** A row that nobody will send any more, and nobody said why. */
export const plantLoss = (database: TestDatabase): Promise<void> =>
  changeOne(
    database,
    { state: 'unknown', 'subject.bookingId': { $exists: true } },
    { state: 'skipped', reason: 'PLANTED' },
  );

/** What a blind second try would do: a message that went out is owed again. */
export const plantDouble = (database: TestDatabase): Promise<void> =>
  changeOne(database, { state: 'delivered' }, { state: 'planned', reason: 'PLANTED' });
