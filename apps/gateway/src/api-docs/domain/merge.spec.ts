import { mergeOpenApi } from './merge.js';

const frame = { publicUrl: 'https://elm.example', sessionCookie: 'aftercare', missing: [] };
const scheduling = {
  openapi: '3.1.0',
  paths: {
    '/v1/bookings': { post: { operationId: 'book', requestBody: { $ref: '#/components/schemas/Booking' } } },
    '/internal/clinics': { post: {} },
    '/b/{token}': { get: {} },
  },
  components: {
    schemas: { Booking: { properties: { place: { $ref: '#/components/schemas/Place' } } }, Place: {} },
    securitySchemes: { bearer: {} },
  },
};
const outcomes = { paths: { '/v1/flags': { get: {} } }, components: { schemas: { Booking: { type: 'object' } } } };

describe('mergeOpenApi', () => {
  const merged = mergeOpenApi(
    [
      { service: 'scheduling', document: scheduling },
      { service: 'outcomes', document: outcomes },
      {
        service: 'gateway',
        document: {
          paths: { '/api/me': { get: {} }, '/health/live': { get: {} }, '/api/{service}/v1/{*path}': { get: {} } },
        },
      },
    ],
    frame,
  );

  it('shows what is reachable from outside, under the address it has there', () => {
    expect(Object.keys(merged['paths'] ?? {})).toEqual([
      '/api/scheduling/v1/bookings',
      '/api/outcomes/v1/flags',
      '/api/me',
    ]);
  });

  it('keeps components of one name apart and follows their references', () => {
    expect(merged['components']).toMatchObject({
      schemas: {
        SchedulingBooking: { properties: { place: { $ref: '#/components/schemas/SchedulingPlace' } } },
        SchedulingPlace: {},
        OutcomesBooking: { type: 'object' },
      },
    });
    expect(JSON.stringify(merged['paths'])).toContain('#/components/schemas/SchedulingBooking');
  });

  it('knows one way to sign in', () => {
    expect(merged['components']).toMatchObject({ securitySchemes: { session: { type: 'apiKey', in: 'cookie' } } });
    expect(JSON.stringify(merged)).not.toContain('bearer');
  });

  it('names the services it could not read', () => {
    expect(mergeOpenApi([], { ...frame, missing: ['outcomes'] })['x-missing-services']).toEqual(['outcomes']);
  });
});
