import { refuseTooMany } from './lock-out.js';

const windowEndsAt = new Date('2027-03-01T09:15:00Z');

describe('refuseTooMany', () => {
  it('hears ten tries', () => {
    expect(() => refuseTooMany({ count: 10, windowEndsAt })).not.toThrow();
  });

  it('refuses the eleventh and names the time it ends', () => {
    expect(() => refuseTooMany({ count: 11, windowEndsAt })).toThrow('2027-03-01T09:15:00.000Z');
  });
});
