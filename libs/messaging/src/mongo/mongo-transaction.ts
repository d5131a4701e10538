import { newId } from '@aftercare/kernel';
import type { mongo } from 'mongoose';
import { Transaction } from '../reaction.js';

export class MongoTransaction extends Transaction {
  override readonly id = newId();

  constructor(readonly session: mongo.ClientSession) {
    super();
  }
}

/** The driver's session of the running transaction; for MongoDB adapters only. */
export const sessionOf = (within: Transaction): mongo.ClientSession => {
  if (!(within instanceof MongoTransaction)) throw new TypeError('this transaction does not run in MongoDB');
  return within.session;
};
