import { HOME, returnPath, routeOf } from './route.js';

describe('routeOf', () => {
  it.each([
    ['/console', { name: 'home' }],
    ['/console/', { name: 'home' }],
    ['/console/reports/first', { name: 'report' }],
    ['/console/sign-in', { name: 'sign-in' }],
    ['/console/sign-in/confirm', { name: 'confirm' }],
    ['/console/messages', { name: 'messages', reminderId: undefined }],
    ['/console/messages/r-1', { name: 'messages', reminderId: 'r-1' }],
    ['/console/replies', { name: 'replies' }],
    ['/console/flags', { name: 'flags' }],
    ['/console/clients', { name: 'clients' }],
    ['/console/clients/ref-1', { name: 'client', clientRef: 'ref-1' }],
    ['/console/templates', { name: 'templates' }],
    ['/console/licences', { name: 'licences' }],
    ['/console/templates/A2/de', { name: 'template', text: 'A2', language: 'de' }],
    ['/console/rules', { name: 'rules' }],
    ['/console/rules/draft', { name: 'rules-draft' }],
    ['/console/rules/versions/3', { name: 'rules-version', version: 3 }],
    ['/console/rules/versions/three', { name: 'unknown' }],
    ['/console/elsewhere', { name: 'unknown' }],
  ])('%s', (path, expected) => {
    expect(routeOf(path)).toEqual(expected);
  });
});

describe('returnPath', () => {
  it('goes back to a page of the console', () => {
    expect(returnPath('/console/messages?state=failed')).toBe('/console/messages?state=failed');
  });

  it.each([null, '', 'https://evil.example', '//evil.example', '/console/sign-in', '/other', 'javascript:alert(1)'])(
    'does not go to %s',
    (stored) => {
      expect(returnPath(stored)).toBe(HOME);
    },
  );
});
