import { newId } from '@aftercare/kernel';
import type { mongo } from 'mongoose';
import { Transaction } from '../reaction.js';

export class MongoTransaction extends Transaction {
  override readonly id = newId();
  private used = false;

  constructor(private readonly session: mongo.ClientSession) {
    super();
  }

  /** Somebody has read or written in it: the server knows of it. */
  get hasBegun(): boolean {
    return this.used;
  }

  forCommand(): mongo.ClientSession {
    this.used = true;
    return this.session;
  }
}

/** The driver's session of the running transaction; for MongoDB adapters only. */
export const sessionOf = (within: Transaction): mongo.ClientSession => {
  if (!(within instanceof MongoTransaction)) throw new TypeError('this transaction does not run in MongoDB');
  return within.forCommand();
};
