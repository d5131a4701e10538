import { clip, gsmLetters, singleLine } from './safe-value.js';

/** What a value with nothing to clean must not pay for, and what its short cut must not let through. */
describe('a safe value', () => {
  it.each(['Ada', 'Elm Rooms 7', "O'Neil-Smith", 'a+b@c.example'])(
    'stays as it is when there is nothing to clean: %s',
    (value) => {
      expect([singleLine(value), gsmLetters(value), clip(value, 20)]).toEqual([value, value, value]);
    },
  );

  it.each([
    ['two lines', 'Ada\r\nBcc: x', 'Ada Bcc: x'],
    ['blanks at its ends and between', '  Ada   Lovelace ', 'Ada Lovelace'],
    ['a tab and a null', 'A\tda\u0000', 'A da'],
    ['a direction override', 'Ada\u202eadA', 'AdaadA'],
    ['curly quotes', '\u201cAda\u201d', '"Ada"'],
  ])('is cleaned of %s', (_what, value, clean) => {
    expect(singleLine(value)).toBe(clean);
  });

  it('is clipped between letters only, and trimmed where it fits', () => {
    expect(clip('Ada Lovelace', 5)).toBe('Ada L');
    expect(clip('Ada 👩‍👧', 6)).toBe('Ada');
    expect(clip(' Ada ', 5)).toBe('Ada');
  });

  it('loses an accent that would cost a text its alphabet, and keeps the others', () => {
    expect(gsmLetters('Łódź, Zoé')).toBe('Lodz, Zoé');
  });
});
