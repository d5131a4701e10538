import { typedOf } from './typed.js';

describe('what somebody typed to find a client by', () => {
  it.each([
    [' mara@example.org ', { by: 'email', query: 'email=mara%40example.org' }],
    ['07700 900001', { by: 'phone', query: 'phone=07700%20900001' }],
    ['+44 (7700) 900-001', { by: 'phone', query: 'phone=%2B44%20(7700)%20900-001' }],
    ['0195d1f2-client', { by: 'reference', ref: '0195d1f2-client' }],
    ['   ', { by: 'nothing' }],
  ])('%s', (text, typed) => {
    expect(typedOf(text)).toEqual(typed);
  });
});
