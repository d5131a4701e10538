import { aLinkWorld } from '../testing/link-world.js';

const PHONE = '07700 900100';

describe('a wish for a personal link', () => {
  it('owes one message per clinic, over the channel that was typed', async () => {
    const { ask, owed } = aLinkWorld();
    await ask('Mara@post.example');
    expect(owed.answers).toEqual([
      expect.objectContaining({ clinicId: 'elm', clientRef: 'elm-mara', channel: 'email', kind: 'personal-link' }),
      expect.objectContaining({ clinicId: 'oak', clientRef: 'oak-mara', channel: 'email', kind: 'personal-link' }),
    ]);
  });

  it.each([PHONE, '+44 7700 900100', '0044 7700 900100'])(
    'owes one message to a phone that two people share: %s',
    async (number) => {
      const { ask, owed } = aLinkWorld();
      await ask(number);
      expect(owed.answers.map(({ clientRef, channel }) => [clientRef, channel])).toEqual([['elm-jon', 'sms']]);
    },
  );

  it('reads a number as people at the clinic dial it', async () => {
    const { ask, owed } = aLinkWorld();
    await ask('085 123 4567');
    expect(owed.answers.map(({ clientRef }) => clientRef)).toEqual(['oak-mara']);
  });

  it.each(['07700 900999', 'nobody@post.example', 'Mara', ''])('owes nothing for %j', async (address) => {
    const { ask, owed } = aLinkWorld();
    await ask(address);
    expect(owed.answers).toEqual([]);
  });

  it('is of no use after the fifteen minutes of its link', async () => {
    const { ask, owed } = aLinkWorld();
    await ask(PHONE);
    expect(owed.answers[0]?.notAfter).toEqual(new Date('2027-05-11T10:15:00Z'));
  });

  it('is heard once in ten minutes and three times a day', async () => {
    const { ask, owed, later } = aLinkWorld();
    for (let minutes = 0; minutes < 60; minutes += 5) {
      await ask(PHONE);
      later(5);
    }
    expect(owed.answers).toHaveLength(3);
    later(24 * 60);
    await ask(PHONE);
    expect(owed.answers).toHaveLength(4);
  });

  it('is heard once when it comes twice at the same moment', async () => {
    const { ask, owed } = aLinkWorld();
    await Promise.all([ask(PHONE), ask(PHONE), ask(PHONE)]);
    expect(owed.answers).toHaveLength(1);
  });

  it('is made good by asking again when a process died before the message was owed', async () => {
    const { ask, owed, redeem, tokenOf } = aLinkWorld();
    owed.failing = true;
    await expect(ask(PHONE)).rejects.toThrow();
    owed.failing = false;
    await ask(PHONE);
    expect(owed.answers).toHaveLength(1);
    expect(await redeem(tokenOf(owed.answers[0]))).toBeDefined();
  });
});

describe('opening a personal link', () => {
  it('tells whose pages it opens, and where the browser wanted to go', async () => {
    const { ask, owed, redeem, tokenOf } = aLinkWorld();
    await ask(PHONE, '/me/day');
    expect(await redeem(tokenOf(owed.answers[0]))).toEqual({
      clinicId: 'elm',
      clientRefs: ['elm-jon', 'elm-mara'],
      returnTo: '/me/day',
    });
  });

  it('works once, for fifteen minutes', async () => {
    const { ask, owed, redeem, tokenOf, later } = aLinkWorld();
    await ask(PHONE);
    const tries = await Promise.all(['one', 'two', 'three'].map((by) => redeem(tokenOf(owed.answers[0]), by)));
    expect(tries.filter((opened) => opened !== undefined)).toHaveLength(1);
    later(10);
    await ask(PHONE);
    later(15);
    expect(await redeem(tokenOf(owed.answers[1]))).toBeUndefined();
  });

  it('gives the same try the same answer when the first one was lost', async () => {
    const { ask, owed, redeem, tokenOf } = aLinkWorld();
    await ask(PHONE);
    const token = tokenOf(owed.answers[0]);
    expect(await redeem(token)).toEqual(await redeem(token));
  });

  it('is refused after the same work when it is used, too old or was never sent', async () => {
    const { ask, owed, books, contacts, redeem, tokenOf, later } = aLinkWorld();
    await ask(PHONE);
    const late = tokenOf(owed.answers[0]);
    later(15);
    await ask(PHONE);
    const used = tokenOf(owed.answers[1]);
    await redeem(used, 'first');
    const look = jest.spyOn(books, 'findByToken');
    const others = [jest.spyOn(books, 'find'), jest.spyOn(books, 'save'), jest.spyOn(contacts, 'ensure')];
    for (const token of [late, used, '0'.repeat(22)]) {
      look.mockClear();
      expect(await redeem(token, 'second')).toBeUndefined();
      expect(look).toHaveBeenCalledTimes(1);
    }
    for (const other of others) expect(other).not.toHaveBeenCalled();
  });

  it('opens nothing of somebody who was archived meanwhile', async () => {
    const { ask, owed, redeem, tokenOf, contacts } = aLinkWorld();
    await ask(PHONE);
    contacts.archived.add('elm-jon');
    expect((await redeem(tokenOf(owed.answers[0])))?.clientRefs).toEqual(['elm-mara']);
    contacts.archived.add('elm-mara');
    expect(await redeem(tokenOf(owed.answers[0]))).toBeUndefined();
  });

  it('sends a new one where the old one went, within the same limits', async () => {
    const { ask, owed, redeem, renew, tokenOf, later } = aLinkWorld();
    await ask(PHONE, '/me/day');
    const token = tokenOf(owed.answers[0]);
    await redeem(token);
    await renew.execute(token);
    expect(owed.answers).toHaveLength(1);
    later(20);
    await renew.execute(token);
    expect(owed.answers).toHaveLength(2);
    expect(await redeem(tokenOf(owed.answers[1]))).toMatchObject({ clinicId: 'elm', returnTo: '/me/day' });
    await renew.execute('guessed');
    expect(owed.answers).toHaveLength(2);
  });
});
