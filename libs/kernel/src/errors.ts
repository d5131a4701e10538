/** The root of the three error families: refused, transient, and (anything else) unknown. */
export abstract class AppError extends Error {
  /** Stable, SCREAMING_SNAKE, safe to put in logs, headers and API bodies. */
  abstract readonly code: string;
  abstract readonly retryable: boolean;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** What HTTP should answer for a refusal; the edge has one table for everything else. */
export type RefusalKind = 'invalid' | 'unauthenticated' | 'forbidden' | 'not-found' | 'conflict' | 'gone' | 'too-many';

/** A problem of one field of an input: what and where. */
export interface FieldProblem {
  /** Path into the input, e.g. `startsAt` or `rows.3.phone`. */
  readonly field: string;
  readonly message: string;
}

/** The request is understood and refused by a business rule. Never retried. */
export abstract class DomainError extends AppError {
  override readonly retryable = false;
  /** Decides the HTTP status at the edge; 409 unless a subclass says otherwise. */
  readonly kind: RefusalKind = 'conflict';
  readonly fields: readonly FieldProblem[] = [];
}

/** A dependency is down or slow; the same input may succeed later. */
export abstract class TransientError extends AppError {
  override readonly retryable = true;
  /** How long a caller should wait, in seconds, where that is known. */
  readonly retryAfterSeconds: number | undefined = undefined;
}

/** Known to be pointless to repeat. An unknown error is not terminal: it earns a few more attempts. */
export const isTerminal = (error: unknown): boolean => error instanceof AppError && !error.retryable;

/** Nothing of that id in this clinic. Foreign ids get the same answer, so that ids are not confirmed. */
export class NotFoundError extends DomainError {
  override readonly code: string = 'NOT_FOUND';
  override readonly kind = 'not-found';
}

/** Input that does not fit its schema or its field rules. */
export class InvalidInputError extends DomainError {
  override readonly code: string = 'INVALID_INPUT';
  override readonly kind = 'invalid';
  override readonly fields: readonly FieldProblem[];

  constructor(message: string, fields: readonly FieldProblem[] = []) {
    super(message);
    this.fields = fields;
  }
}

/** Asserts at compile time that a union is exhausted; throws when data from outside broke the type. */
export const unreachable = (value: never): never => {
  throw new Error(`unexpected variant: ${JSON.stringify(value)}`);
};
