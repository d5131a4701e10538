import { clientAddress } from './client-address.js';

describe('clientAddress', () => {
  it('believes nobody when there is no proxy in front', () => {
    expect(clientAddress('192.0.2.1', '10.0.0.1, 10.0.0.2', 0)).toBe('192.0.2.1');
  });

  it('believes the trusted proxies and nothing before them', () => {
    expect(clientAddress('127.0.0.1', 'forged, 192.0.2.1', 1)).toBe('192.0.2.1');
    expect(clientAddress('127.0.0.1', 'forged, 192.0.2.1, 10.0.0.9', 2)).toBe('192.0.2.1');
  });

  it('takes the first address when there are fewer hops than proxies', () => {
    expect(clientAddress('192.0.2.1', undefined, 2)).toBe('192.0.2.1');
  });
});
