import { DomainError } from '@aftercare/kernel';
import type { FieldProblem } from '@aftercare/kernel';
import { isStop } from '../domain/wording-rules.js';
import type { Finding } from '../domain/wording-rules.js';

/** A text that may not be said; each field says which rule stops it. */
export class TextRefusedError extends DomainError {
  override readonly code = 'TEXT_REFUSED';
  override readonly kind = 'invalid';
  override readonly fields: readonly FieldProblem[];

  constructor(findings: readonly Finding[]) {
    super('this text cannot be sent as it is');
    this.fields = findings
      .filter(isStop)
      .map(({ rule, field, message }) => ({ field, message: `${rule}: ${message}` }));
  }
}

/** Somebody else saved or switched it meanwhile. */
export class TextChangedError extends DomainError {
  override readonly code = 'TEXT_CHANGED';
}

/** A draft language is not sent in until somebody of the clinic answers for it. */
export class LanguageNotSignedOffError extends DomainError {
  override readonly code = 'LANGUAGE_NOT_SIGNED_OFF';
}

/** A test goes to the clinic's own people only. */
export class NoTestAddressError extends DomainError {
  override readonly code = 'NO_TEST_ADDRESS';
}
export class TestAddressRefusedError extends DomainError {
  override readonly code = 'TEST_ADDRESS_REFUSED';
}
export class TooManyTestsError extends DomainError {
  override readonly code = 'TOO_MANY_TESTS';
  override readonly kind = 'too-many';
}
