import { routeOf } from './route.js';

describe('routeOf', () => {
  it('takes the service off an API path and keeps the query as it came', () => {
    expect(routeOf('/api/scheduling/v1/bookings?from=2027-03-01&client=ref%201')).toEqual({
      kind: 'api',
      service: 'scheduling',
      target: '/v1/bookings?from=2027-03-01&client=ref%201',
      path: '/v1/bookings',
      client: 'ref 1',
    });
  });

  it.each([
    ['/b/AbCdEfGhIjKlMnOpQrStUv/cancel', 'scheduling', 'AbCdEfGhIjKlMnOpQrStUv'],
    ['/s/AbCdEfGhIjKlMnOpQrStUv/2?x=%20', 'outcomes', 'AbCdEfGhIjKlMnOpQrStUv'],
    ['/u/AbCdEfGhIjKlMnOpQrStUv', 'notifications', 'AbCdEfGhIjKlMnOpQrStUv'],
    ['/w/AbCdEfGhIjKlMnOpQrStUv', 'notifications', 'AbCdEfGhIjKlMnOpQrStUv'],
    ['/hooks/twilio/status?a=1', 'notifications', undefined],
    ['/hooks/mail/reports', 'notifications', undefined],
  ])('sends the client page %s to %s unchanged', (url, service, linkToken) => {
    expect(routeOf(url)).toEqual({ kind: 'page', service, target: url, linkToken });
  });

  it.each(['/me/day', '/me/day/2027-05-11/worst?x=%20', '/me/month', '/me/month/2027-05.csv', '/me/month?x=1'])(
    "sends %s, one of a client's own pages, to outcomes unchanged",
    (url) => {
      expect(routeOf(url)).toEqual({ kind: 'own-page', service: 'outcomes', target: url });
    },
  );

  it.each([
    '/me',
    '/me/messages',
    '/me/daydream',
    '/ME/day',
    '/api/scheduling/internal/clinics',
    '/api/gateway/v1/anything',
    '/api/scheduling/v2/bookings',
    '/internal/clinics/look-up',
    '/hooks/other',
    '/hooks/mail/reports/other',
    '/hooks/mail',
    '/health/live',
    '/b',
    '/s/',
    '/api/me',
    '/',
  ])('forwards %s to nobody', (url) => {
    expect(routeOf(url)).toEqual({ kind: 'own' });
  });

  it.each([
    '/api/scheduling/v1/../internal/clinics',
    '/api/scheduling/v1/%2e%2e/internal/clinics',
    '/api/scheduling/v1/..%2Finternal/clinics',
    '/api/scheduling/v1/./x',
    '/api/scheduling/v1//internal',
    '/s/..\\internal',
    '/b/%5c..',
    '/s/x%00',
    '/me/day/../../internal/surveys',
    '/me/month/%2e%2e/%2e%2e/v1/flags',
    '/me//day',
    '//evil.example/s/x',
  ])('refuses the disguised path %s', (url) => {
    expect(routeOf(url)).toBeUndefined();
  });

  it('does not mind dots and slashes in a query', () => {
    expect(routeOf('/b/AbCdEfGhIjKlMnOpQrStUv?next=../x//y')).toMatchObject({ kind: 'page' });
  });
});
