import { badgeIn, flagText } from './open-flags.js';

const flags = { items: [{ clientRef: 'ref-1' }] };

describe('the badge of an open flag', () => {
  it('stands at whom it is about, and at nobody else', () => {
    const badgeOf = badgeIn(flags, { roles: ['practitioner'] });
    expect([badgeOf('ref-1'), badgeOf('ref-2')]).toEqual(['Talk to the client first', undefined]);
    expect(badgeIn(undefined, { roles: ['practitioner'] })('ref-1')).toBeUndefined();
  });

  it('tells the front desk whom to ask, and no more', () => {
    expect(badgeIn(flags, { roles: ['front-desk'] })('ref-1')).toBe('Ask the practitioner first');
    expect(badgeIn(flags, { roles: ['front-desk', 'owner'] })('ref-1')).toBe('Talk to the client first');
  });

  it('says that a visit is not cancelled by it', () => {
    expect(flagText('Talk to the client first')).toContain('visits stay as they are');
  });
});
