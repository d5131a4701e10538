import fc from 'fast-check';
import { reminderId } from '../../domain/reminder.js';
import { attemptIdOf, readAttemptId } from './ledger.js';

/** Ids as the product makes them: no control characters, no tilde. */
const id = fc.stringMatching(/^[A-Za-z0-9_:@-]{1,24}$/u);
const owed = fc.record({ clinicId: id, clientRef: id, kind: id, occurrence: id });

describe('the name of an owed message', () => {
  it('is the same for the same thing, however often it is planned', () => {
    fc.assert(fc.property(owed, (one) => expect(reminderId({ ...one })).toBe(reminderId(one))));
  });

  it('is another one for another clinic, person, kind or occurrence, also where the parts join to the same text', () => {
    const moved = owed.chain((one) =>
      fc.record({
        one: fc.constant(one),
        part: fc.constantFrom('clinicId' as const, 'clientRef' as const, 'kind' as const),
        cut: fc.nat({ max: 24 }),
      }),
    );
    const next = { clinicId: 'clientRef', clientRef: 'kind', kind: 'occurrence' } as const;
    fc.assert(
      fc.property(moved, ({ one, part, cut }) => {
        // The end of one part becomes the beginning of the next.
        const text = one[part];
        const at = Math.min(cut, text.length - 1);
        const other = { ...one, [part]: text.slice(0, at), [next[part]]: text.slice(at) + one[next[part]] };
        expect(reminderId(other)).not.toBe(reminderId(one));
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the name of an attempt', () => {
  it('leads back to clinic, row and claim, so that a callback needs no reply of ours', () => {
    fc.assert(
      fc.property(id, id, id, (clinicId, row, claimId) => {
        expect(readAttemptId(attemptIdOf({ clinicId, id: row }, claimId))).toEqual({
          clinicId,
          reminderId: row,
          claimId,
        });
      }),
    );
  });

  it('differs from claim to claim: a second try is never taken for the first', () => {
    fc.assert(
      fc.property(
        id,
        id,
        fc.uniqueArray(id, { minLength: 2, maxLength: 2 }),
        (clinicId, row, [one = '', other = '']) => {
          expect(attemptIdOf({ clinicId, id: row }, one)).not.toBe(attemptIdOf({ clinicId, id: row }, other));
        },
      ),
    );
  });

  it('is read without a fault, whatever somebody sends in its place', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.string()).map((parts) => parts.join('~')),
        ),
        (sent) => {
          const key = readAttemptId(sent);
          if (key !== undefined) expect([key.clinicId, key.reminderId, key.claimId].join('~')).toBe(sent);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
