import { afterReport } from './delivery-lattice.js';
import type { ProviderStatus } from './delivery-lattice.js';
import type { State } from './reminder.js';

const STATUSES: readonly ProviderStatus[] = [
  'accepted',
  'queued',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'failed',
];
const play = (...statuses: readonly ProviderStatus[]): State =>
  statuses.reduce<State>((state, status) => afterReport(state, status) ?? state, 'sent');

describe('reports of a provider', () => {
  it('end the same in whatever order and however often they come', () => {
    expect(play('delivered', 'sent', 'queued')).toBe('delivered');
    expect(play('queued', 'sent', 'delivered', 'delivered')).toBe('delivered');
    expect(play('undelivered', 'sent')).toBe('failed');
    expect(play('failed', 'delivered')).toBe('delivered');
    expect(play('delivered', 'failed')).toBe('delivered');
  });

  it('prove that a row in doubt went out', () => {
    expect(afterReport('unknown', 'queued')).toBe('sent');
    expect(afterReport('sending', 'delivered')).toBe('delivered');
  });

  it.each(['withdrawn', 'skipped', 'held', 'rehearsed'] as const)('do not touch a row that is %s', (state) => {
    expect(STATUSES.map((status) => afterReport(state, status))).toEqual(STATUSES.map(() => undefined));
  });
});
