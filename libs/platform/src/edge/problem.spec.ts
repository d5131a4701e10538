import { DomainError, InvalidInputError, NotFoundError, TransientError } from '@aftercare/kernel';
import type { RefusalKind } from '@aftercare/kernel';
import { BadRequestException, InternalServerErrorException, PayloadTooLargeException } from '@nestjs/common';
import { problemOf } from './problem.js';

class Refused extends DomainError {
  override readonly code = 'SLOT_TAKEN';
  constructor(override readonly kind: RefusalKind) {
    super('the room is taken');
  }
}

class Down extends TransientError {
  override readonly code = 'STORE_DOWN';
  override readonly retryAfterSeconds = 7;
}

describe('problemOf', () => {
  it.each<[RefusalKind, number]>([
    ['invalid', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['conflict', 409],
    ['gone', 410],
    ['too-many', 429],
  ])('answers a refusal of kind %s with %d', (kind, status) => {
    expect(problemOf(new Refused(kind)).problem).toEqual({
      type: 'urn:aftercare:problem:slot-taken',
      title: 'Slot taken',
      status,
      code: 'SLOT_TAKEN',
      detail: 'the room is taken',
    });
  });

  it('names the fields of an invalid input', () => {
    const fields = [{ field: 'startsAt', message: 'Required' }];
    expect(problemOf(new InvalidInputError('bad', fields)).problem).toMatchObject({
      status: 400,
      code: 'INVALID_INPUT',
      fields,
    });
  });

  it('gives a foreign id the answer of an unknown one', () => {
    expect(problemOf(new NotFoundError('no such booking')).problem).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('says when to come back after a transient error, without its message', () => {
    const answer = problemOf(new Down('mongodb://secret'));
    expect(answer).toMatchObject({ problem: { status: 503, code: 'STORE_DOWN' }, retryAfterSeconds: 7 });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it.each([new Error('secret'), new InternalServerErrorException('secret'), 'secret', undefined])(
    'tells nothing of an unknown error',
    (error) => {
      const answer = problemOf(error);
      expect(answer.problem).toMatchObject({ status: 500, code: 'INTERNAL' });
      expect(JSON.stringify(answer)).not.toContain('secret');
    },
  );

  it.each<[Error, number, string]>([
    [new BadRequestException('secret'), 400, 'MALFORMED_REQUEST'],
    [new PayloadTooLargeException(), 413, 'BODY_TOO_LARGE'],
    [Object.assign(new Error('entity too large'), { expose: true, status: 413 }), 413, 'BODY_TOO_LARGE'],
  ])('maps what the framework refuses', (error, status, code) => {
    expect(problemOf(error).problem).toMatchObject({ status, code });
    expect(problemOf(error).problem.detail).toBeUndefined();
  });
});
