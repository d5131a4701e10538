import { cacheControlOf, isRoute, typeOf } from './file-kind.js';

describe('console files', () => {
  it('are kept for good when their name carries their hash', () => {
    expect(cacheControlOf('assets/index-DkX3a9Qz.js')).toContain('immutable');
    expect(cacheControlOf('assets/plain.js')).toBe('no-cache');
  });

  it('are not kept at all where they show people', () => {
    expect(cacheControlOf('index.html')).toBe('no-store');
  });

  it('have the type that their name says', () => {
    expect(typeOf('assets/a.js')).toBe('text/javascript; charset=utf-8');
    expect(typeOf('unknown.bin')).toBe('application/octet-stream');
  });

  it('are told apart from addresses of the application', () => {
    expect([
      isRoute('messages/row-1'),
      isRoute(''),
      isRoute('assets/gone-12345678.js'),
      isRoute('favicon.ico'),
    ]).toEqual([true, true, false, false]);
  });
});
