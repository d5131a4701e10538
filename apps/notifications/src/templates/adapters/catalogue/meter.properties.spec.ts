import fc from 'fast-check';
import { costlyCharacters, measured } from './meter.js';

/** GSM 03.38 once more, written down apart from the code under test. */
const ONE =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const TWO = '\f^{}\\[~]|€';

/** Units of each character that may not be split: an escape pair of GSM-7, a surrogate pair of UCS-2. */
const atoms = (body: string): { readonly isGsm: boolean; readonly sizes: readonly number[] } => {
  const characters = Array.from(body);
  const isGsm = characters.every((one) => ONE.includes(one) || TWO.includes(one));
  return { isGsm, sizes: characters.map((one) => (isGsm ? (TWO.includes(one) ? 2 : 1) : one.length)) };
};

/** Fills parts one character after the other, as a phone does that joins them. */
const partsOf = (body: string): number => {
  const { isGsm, sizes } = atoms(body);
  const [whole, joined] = isGsm ? [160, 153] : [70, 67];
  if (sizes.reduce((sum, size) => sum + size, 0) <= whole) return 1;
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > joined) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return parts;
};

const gsm = fc.string({
  unit: fc.constantFrom(...Array.from(ONE + TWO).filter((one) => !'\r\f'.includes(one))),
  maxLength: 500,
});
const basic = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '1'), minLength: 140, maxLength: 480 });
const pairs = fc.string({ unit: fc.constantFrom('€', '{', 'a'), minLength: 60, maxLength: 330 });
const wide = fc.string({ unit: fc.constantFrom('ł', 'ا', '字', 'a', '…'), minLength: 1, maxLength: 220 });
const emoji = fc.string({ unit: fc.constantFrom('😀', '𝒜', 'a', 'é'), minLength: 1, maxLength: 220 });

const RUNS = { numRuns: 500 };

describe('the meter of a text message', () => {
  it('counts the parts that a phone joins, and never splits a pair over two of them', () => {
    fc.assert(
      fc.property(fc.oneof(gsm, basic, pairs, wide, emoji), (body) => {
        const { isGsm } = atoms(body);
        expect([measured(body).encoding, measured(body).parts]).toEqual([isGsm ? 'GSM-7' : 'UCS-2', partsOf(body)]);
      }),
      RUNS,
    );
  });

  it.each([
    [160, 'a', 1],
    [161, 'a', 2],
    [306, 'a', 2],
    [307, 'a', 3],
    [70, 'ł', 1],
    [71, 'ł', 2],
    [134, 'ł', 2],
    [135, 'ł', 3],
    [80, '€', 1],
    [81, '€', 2],
    [35, '😀', 1],
    [36, '😀', 2],
    [66, '😀', 2],
    [67, '😀', 3],
  ])('bills %d times %s as %d parts', (count, character, parts) => {
    expect(measured(character.repeat(count)).parts).toBe(parts);
  });

  it('names every character that costs a text its cheap encoding, and no other', () => {
    fc.assert(
      fc.property(fc.oneof(gsm, wide, emoji), (body) => {
        const costly = Array.from(body).filter((one) => !(ONE + TWO).includes(one));
        expect([...costlyCharacters(body)].sort()).toEqual([...new Set(costly)].sort());
      }),
      { numRuns: 200 },
    );
  });

  it('carries the words unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (body) => expect(measured(body).body).toBe(body)),
      { numRuns: 200 },
    );
  });
});
