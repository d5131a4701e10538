import * as z from 'zod';
import { createEvent } from './envelope.js';
import { contracts } from './registry.js';
import { bookingCancelledV1 } from './scheduling/booking-cancelled.v1.js';

/** Words that may never name a field of an event: the events could be printed in a newspaper. */
const DENIED =
  /name|phone|email|address|answer(?!ed)|score|technique|pain|headache|migraine|symptom|treatment|medic|massage|note|text|body/i;

describe('contracts', () => {
  it('have one type each, in the form aftercare.<service>.<event>.v<n>', () => {
    const types = contracts.map((contract) => contract.type);
    expect(new Set(types).size).toBe(types.length);
    expect(
      types.filter((type) => !/^aftercare\.(scheduling|notifications|outcomes)\.[a-z-]+\.[a-z-]+\.v\d+$/.test(type)),
    ).toEqual([]);
  });

  it('carry no field that could hold personal or health data', () => {
    const fields = contracts.flatMap((contract) => {
      const schema = z.toJSONSchema(contract.data, { io: 'input' }) as { properties?: Record<string, unknown> };
      return Object.keys(schema.properties ?? {}).map((field) => `${contract.type}: ${field}`);
    });
    expect(fields.length).toBeGreaterThan(50);
    expect(fields.filter((field) => DENIED.test(field.split(': ')[1] ?? ''))).toEqual([]);
  });

  it('refuse to write data that breaks them', () => {
    const head = { id: 'e1', source: '/aftercare/scheduling', time: new Date(0), clinicId: 'c1', correlationId: 'x' };
    expect(() => createEvent(bookingCancelledV1, { bookingId: '' } as never, head)).toThrow(z.ZodError);
  });
});
