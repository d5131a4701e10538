import { routeOf } from './route.js';

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
    ['/console/clients/%', { name: 'unknown' }],
    ['/console/messages/%E0%A4', { name: 'unknown' }],
    ['/console/templates/%zz/de', { name: 'unknown' }],
  ])('%s', (path, expected) => {
    expect(routeOf(path)).toEqual(expected);
  });
});
