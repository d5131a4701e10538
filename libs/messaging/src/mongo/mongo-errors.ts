import { mongo } from 'mongoose';
import { ConflictError, StoreUnavailableError } from '../store/errors.js';

const DUPLICATE_KEY = 11000;
/** Not primary, shutting down, stepped down, no such transaction, interrupted, exceeded time limit: the server's own words for "later". */
const LATER = new Set([6, 7, 89, 91, 112, 189, 251, 262, 9001, 10107, 11600, 11602, 13435, 13436]);
const UNREACHABLE = [
  mongo.MongoNetworkError,
  mongo.MongoServerSelectionError,
  mongo.MongoTopologyClosedError,
  mongo.MongoNotConnectedError,
  mongo.MongoExpiredSessionError,
];

const isBusy = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.hasErrorLabel('TransientTransactionError');

export const isDuplicate = (error: unknown): boolean =>
  error instanceof mongo.MongoServerError && error.code === DUPLICATE_KEY;

const isOutage = (error: unknown): boolean =>
  UNREACHABLE.some((kind) => error instanceof kind) ||
  (error instanceof mongo.MongoError && error.hasErrorLabel('RetryableWriteError')) ||
  (error instanceof mongo.MongoServerError && typeof error.code === 'number' && LATER.has(error.code));

/** A duplicate key inside a transaction carries no label, yet it too means: somebody else was first. */
export const translated = (error: unknown): unknown => {
  if (isBusy(error)) return new ConflictError('busy', 'another writer is at it', { cause: error });
  if (isOutage(error)) return new StoreUnavailableError('the store did not answer', { cause: error });
  if (isDuplicate(error)) return new ConflictError('stale', 'another writer was first', { cause: error });
  return error;
};

export const mayCommitAgain = (error: unknown): boolean =>
  error instanceof mongo.MongoError && error.hasErrorLabel('UnknownTransactionCommitResult');
