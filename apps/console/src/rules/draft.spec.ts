import { draftFrom } from './draft.js';
import { refusalsIn } from './refusals.js';
import { SHIPPED } from './testing/rules.js';

describe('a draft that was kept', () => {
  it('comes back as it was', () => {
    const draft = { basedOn: 6, rules: { ...SHIPPED, hours: { from: '10:00', to: '18:00' } } };
    expect(draftFrom(JSON.stringify(draft), SHIPPED)).toEqual(draft);
  });

  it.each([
    null,
    '',
    'nonsense',
    '7',
    '{}',
    '{"basedOn":1,"rules":{}}',
    JSON.stringify({ basedOn: 1, rules: { ...SHIPPED, caps: { perDay: 1 } } }),
  ])('is nothing where it is not what rules look like: %s', (text) => {
    expect(draftFrom(text, SHIPPED)).toBeUndefined();
  });
});

describe('what the server says against a draft', () => {
  const problem = { status: 400, code: 'INVALID_INPUT' };

  it('stands at its field, the two times of the hours as one', () => {
    const fields = [
      { field: 'appointments.early.days', message: 'must come before the later one' },
      { field: 'rules.hours.from', message: 'Invalid string: must match pattern' },
      { field: 'rules.hours.to', message: 'Invalid string: must match pattern' },
      { field: 'appointments.early.days', message: 'must be a whole number from 2 to 7' },
    ];
    expect([...(refusalsIn({ ...problem, fields }) ?? [])]).toEqual([
      ['appointments.early.days', 'must come before the later one; must be a whole number from 2 to 7'],
      ['hours', 'is not filled in'],
    ]);
  });

  it('is not taken for a refusal of fields where it is something else', () => {
    expect(refusalsIn({ status: 503, code: 'SERVICE_UNAVAILABLE' })).toBeUndefined();
    expect(refusalsIn(undefined)).toBeUndefined();
  });
});
