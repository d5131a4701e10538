import { acknowledged } from '../domain/acknowledgement.js';
import { aReplyWorld, PHONE } from '../testing/reply-world.js';

const visit = { bookingId: 'b1', sequence: 2, startsAt: new Date('2027-05-13T09:30:00Z'), zone: 'Europe/London' };

const aRemindedWorld = (clientRef = 'mara') => {
  const world = aReplyWorld();
  world.visits.reminded = { ...visit, clientRef };
  return world;
};
const visitOf = (intent: string) => ({ bookingId: 'b1', sequence: 2, intent, at: '2027-05-11T08:00:00.000Z' });
const understood = (intent: string) => ['reply.understood', visitOf(intent)];

describe('a reply to a note about a visit', () => {
  it('YES says that the visit is expected, once, and is thanked once', async () => {
    const { write, events, owed, waiting } = aRemindedWorld();
    await write('Yes');
    await write('yes!!');
    expect(events()).toEqual([understood('yes')]);
    expect(owed.answers).toMatchObject([
      { kind: 'yes', occurrence: 'yes:b1:2', bookingId: 'b1', startsAt: visit.startsAt, visitZone: 'Europe/London' },
    ]);
    expect(waiting()).toEqual([]);
  });

  it.each([
    ['No, thanks', 'no'],
    ['later', 'later'],
  ])('"%s" takes a YES back and is answered once with the visit\'s link', async (text, intent) => {
    const { write, events, owed } = aRemindedWorld();
    await write('yes');
    await write(text);
    await write(text);
    expect(events()).toEqual([understood('yes'), understood(intent)]);
    expect(owed.answers.map(({ kind, occurrence, bookingId }) => [kind, occurrence, bookingId])).toEqual([
      ['yes', 'yes:b1:2', 'b1'],
      ['visit-stays', 'visit-stays:b1:2', 'b1'],
    ]);
  });

  it.each([
    ['No', 'no'],
    ['Later', 'later'],
    ['nie', 'no'],
    ['plus tard', 'later'],
  ])('"%s" alone is told once to who may know of a yes on the page, and changes nothing else', async (text, intent) => {
    const { write, events, kinds, consents } = aRemindedWorld();
    await write(text);
    await write(text);
    expect(events()).toEqual([understood(intent)]);
    expect(consents.stopped.size).toBe(0);
    expect(kinds()).toEqual(['visit-stays']);
  });

  it('is told again where it is said again later: a yes on the page may lie between', async () => {
    const { write, events, clock } = aRemindedWorld();
    await write('no');
    clock.set(new Date('2027-05-11T09:00:00Z'));
    await write('no');
    expect(events()).toEqual([
      understood('no'),
      ['reply.understood', { ...visitOf('no'), at: clock.now().toISOString() }],
    ]);
  });

  it('does not outlive a later one, in whatever order they are acted upon', () => {
    const at = (hour: number): Date => new Date(Date.UTC(2027, 4, 11, hour));
    const about = { bookingId: 'b1', clientRef: 'mara', sequence: 2 };
    const yes = acknowledged(undefined, { visit: about, intent: 'yes', at: at(9) });
    expect(yes).toMatchObject({ expected: true });
    expect(acknowledged(yes, { visit: about, intent: 'no', at: at(8) })).toBeUndefined();
    const no = acknowledged(yes, { visit: about, intent: 'no', at: at(10) });
    expect(no).toMatchObject({ expected: false });
    expect(acknowledged(no, { visit: about, intent: 'yes', at: at(9) })).toBeUndefined();
    expect(acknowledged(no, { visit: { ...about, sequence: 3 }, intent: 'yes', at: at(9) })).toMatchObject({
      sequence: 3,
    });
  });

  it('leaves a NO for somebody to call about, but no YES and no LATER', async () => {
    const { write, waiting } = aRemindedWorld();
    for (const text of ['yes', 'later', 'no']) await write(text);
    expect(waiting()).toEqual(['no']);
  });

  it('is about the visit of whoever was reminded, on a phone that two people share', async () => {
    const { write, owed } = aRemindedWorld('jon');
    await write('ja');
    expect(owed.answers).toMatchObject([{ kind: 'yes', clientRef: 'jon' }]);
    expect(JSON.stringify(owed.answers)).not.toContain('mara');
  });

  it('means nothing where no note about a visit was the last one: a YES is left to staff, NO and LATER are told so once a day', async () => {
    const { write, events, kinds, waiting } = aReplyWorld();
    await write('yes');
    expect(kinds()).toEqual([]);
    await write('no');
    await write('later');
    expect(events()).toEqual([]);
    expect(kinds()).toEqual(['unclear']);
    expect(waiting()).toEqual(['yes', 'no', 'later']);
  });

  it('gets no answer after a STOP', async () => {
    const { write, kinds, consents } = aRemindedWorld();
    await write('STOP');
    await write('yes');
    await write('no');
    expect([...consents.stopped]).toEqual([PHONE]);
    expect(kinds()).toEqual(['stop-confirmation']);
  });

  it('is heard as a YES where Twilio takes it for a START, unless the number was stopped', async () => {
    const { write, events, consents } = aRemindedWorld();
    await write('YES', { optOutType: 'START' });
    expect(events()).toEqual([understood('yes')]);
    await write('no');
    await write('STOP');
    await write('yes', { optOutType: 'START' });
    expect(consents.stopped.size).toBe(0);
    expect(events()).toEqual([understood('yes'), understood('no')]);
  });

  it('is finished by the next process without a second word', async () => {
    const world = aRemindedWorld();
    world.owed.failing = true;
    await expect(world.write('yes')).rejects.toThrow('gone');
    world.owed.failing = false;
    world.abandon();
    await world.sweep.fire();
    await world.sweep.fire();
    expect(world.events()).toEqual([understood('yes')]);
    expect(world.kinds()).toEqual(['yes']);
  });
});

describe('the list of replies for staff', () => {
  it('holds what was not understood until somebody is done with it', async () => {
    const { write, desk, waiting } = aReplyWorld();
    await write('can I bring my dog?', { messageId: 'SM1' });
    await write('STOP', { messageId: 'SM2' });
    expect(waiting()).toEqual(['can I bring my dog?']);
    const name = { clinicId: 'elm', id: 'SM1' };
    expect(await desk.done(name, 'account-1')).toMatchObject({ done: { by: 'account-1' }, waits: false });
    expect(await desk.done(name, 'account-2')).toMatchObject({ done: { by: 'account-1' } });
    expect(waiting()).toEqual([]);
  });

  it('takes a machine reading of YES back, and tells nobody', async () => {
    const { write, desk, events, kinds } = aRemindedWorld();
    await write('yes', { messageId: 'SM1' });
    await desk.undo({ clinicId: 'elm', id: 'SM1' }, 'account-1');
    expect(events()).toEqual([understood('yes'), understood('undone')]);
    expect(kinds()).toEqual(['yes']);
    await expect(desk.undo({ clinicId: 'elm', id: 'SM1' }, 'account-1')).rejects.toMatchObject({
      code: 'NOTHING_TO_UNDO',
    });
  });

  it('never lifts a STOP', async () => {
    const { write, desk, consents } = aReplyWorld();
    await write('STOP', { messageId: 'SM1' });
    await expect(desk.undo({ clinicId: 'elm', id: 'SM1' }, 'account-1')).rejects.toMatchObject({
      code: 'NOTHING_TO_UNDO',
    });
    expect(consents.stopped.size).toBe(1);
  });

  it('shows no text older than 90 days', async () => {
    const { write, desk, clock } = aReplyWorld();
    await write('hello?', { messageId: 'SM1' });
    clock.set(new Date('2027-08-10T08:00:01Z'));
    expect((await desk.list('elm', { only: 'all', limit: 50 })).items).toEqual([]);
    await expect(desk.done({ clinicId: 'elm', id: 'SM1' }, 'a')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
