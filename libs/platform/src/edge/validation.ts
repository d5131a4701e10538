import { InvalidInputError } from '@aftercare/kernel';
import type { FieldProblem } from '@aftercare/kernel';
import { StandardSchemaValidationPipe } from '@nestjs/common';

/** A Standard Schema issue, as zod reports it. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** A client that sends garbage gets told about the first of it. */
const MOST_FIELDS = 50;

const fieldOf = ({ path = [], message }: Issue): FieldProblem => ({
  field: path.map((segment) => String(typeof segment === 'object' ? segment.key : segment)).join('.'),
  message,
});

export const invalidInput = (issues: readonly Issue[]): InvalidInputError =>
  new InvalidInputError('the input does not fit its schema', issues.slice(0, MOST_FIELDS).map(fieldOf));

/** The pipe behind `@Body({ schema })`, `@Query({ schema })` and `@Param(..., { schema })`. */
export const schemaValidation = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({ exceptionFactory: invalidInput });
