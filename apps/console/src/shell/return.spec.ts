import { HOME, returnNote, returnPath } from './return.js';

describe('returnPath', () => {
  it.each(['ana', null])('goes back to a page of the console that belonged to %s', (owner) => {
    expect(returnPath(returnNote('/console/messages?state=failed', owner), 'ana')).toBe(
      '/console/messages?state=failed',
    );
  });

  it('does not go to a page that somebody else had open on this device', () => {
    expect(returnPath(returnNote('/console/clients/ref-1', 'ben'), 'ana')).toBe(HOME);
  });

  it.each(['', 'https://evil.example', '//evil.example', '/console/sign-in', '/other', 'javascript:alert(1)'])(
    'does not go to %s',
    (address) => {
      expect(returnPath(returnNote(address, null), 'ana')).toBe(HOME);
    },
  );

  it.each([null, '', '/console/messages', '[]', '{"address":7}'])(
    'does not go by what is no note of its own: %s',
    (note) => {
      expect(returnPath(note, 'ana')).toBe(HOME);
    },
  );
});
