import { DomainError } from '@aftercare/kernel';

/** The preview was made from other rules or settings than those that hold now, or of another draft. */
export class PreviewOutdatedError extends DomainError {
  override readonly code = 'PREVIEW_OUTDATED';
}

/** The draft says what holds already. */
export class RulesUnchangedError extends DomainError {
  override readonly code = 'RULES_UNCHANGED';
}

/** An earlier change is still being carried out. */
export class RulesBusyError extends DomainError {
  override readonly code = 'RULES_BUSY';
}
