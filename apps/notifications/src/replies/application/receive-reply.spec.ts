import { aReply } from '../testing/a-reply.js';
import { aReplyWorld, OAKS_FORMER, PHONE } from '../testing/reply-world.js';

describe('receiving a reply', () => {
  it('lets STOP take effect and confirms it once to the number', async () => {
    const { write, consents, owed } = aReplyWorld();
    await write('Stop please');
    await write('STOP');
    expect([...consents.stopped]).toEqual([PHONE]);
    expect(owed.answers).toEqual([
      {
        clinicId: 'elm',
        clientRef: 'mara',
        channel: 'sms',
        kind: 'stop-confirmation',
        occurrence: 'SM1',
        notAfter: new Date('2027-05-11T08:05:00Z'),
      },
    ]);
  });

  it('lets a STOP to a number that two clinics have used count at both, and shows its words to one', async () => {
    const { write, owed, inbox, consents } = aReplyWorld();
    await write('Stop please!', { to: OAKS_FORMER, messageId: 'SM7' });
    await write('Stop please!', { to: OAKS_FORMER, messageId: 'SM7' });
    expect(inbox.replies.map(({ clinicId, text, intent }) => [clinicId, text, intent])).toEqual([
      ['elm', 'Stop please!', 'stop'],
      ['oak', 'STOP', 'stop'],
    ]);
    expect([...consents.clinics]).toEqual(['elm', 'oak']);
    expect(owed.answers.map(({ clinicId, kind }) => `${clinicId} ${kind}`)).toEqual([
      'elm stop-confirmation',
      'oak stop-confirmation',
    ]);
  });

  it('gives other words to a number that two clinics have used to the clinic that has it', async () => {
    const { write, inbox } = aReplyWorld();
    await write('what is this about', { to: OAKS_FORMER });
    await write('what is this about', { to: OAKS_FORMER, from: '+447700900009' });
    expect(inbox.replies.map(({ clinicId }) => clinicId)).toEqual(['elm', 'oak']);
  });

  it('does nothing more for the same message again', async () => {
    const { write, kinds } = aReplyWorld();
    await write('STOP', { messageId: 'SM7' });
    await write('START', { messageId: 'SM8' });
    await write('STOP', { messageId: 'SM7' });
    expect(kinds()).toEqual(['stop-confirmation', 'start-confirmation']);
  });

  it('finishes what broke in the middle, when the message comes again', async () => {
    const { write, owed, consents, kinds } = aReplyWorld();
    owed.failing = true;
    await expect(write('STOP', { messageId: 'SM7' })).rejects.toThrow('gone');
    expect(consents.stopped.size).toBe(1);
    owed.failing = false;
    await write('STOP', { messageId: 'SM7' });
    await write('STOP', { messageId: 'SM7' });
    expect(kinds()).toEqual(['stop-confirmation']);
  });

  it('takes a bare cancel for a STOP, whose one confirmation knows that a visit stays', async () => {
    const { write, consents, owed, visits } = aReplyWorld();
    await write('Cancel');
    await write('CANCEL');
    expect(consents.stopped.size).toBe(1);
    expect(owed.answers).toMatchObject([
      { kind: 'stop-confirmation', occurrence: 'SM1', bookingId: 'b1', sequence: 2 },
    ]);
    await write('START');
    visits.visit = undefined;
    await write('cancel');
    expect(owed.answers.at(-1)).toMatchObject({ kind: 'stop-confirmation', occurrence: 'SM4' });
    expect(owed.answers.at(-1)).not.toHaveProperty('bookingId');
  });

  it("leaves somebody's wish to cancel a visit to a person, with the visit's link", async () => {
    const { write, consents, owed } = aReplyWorld();
    await write('please cancel my appointment');
    expect(consents.stopped.size).toBe(0);
    expect(owed.answers).toMatchObject([{ kind: 'unclear', bookingId: 'b1' }]);
  });

  it('opens again with START', async () => {
    const { write, consents, kinds } = aReplyWorld();
    await write('START');
    await write('STOP');
    await write('start');
    expect(consents.stopped.size).toBe(0);
    expect(kinds()).toEqual(['stop-confirmation', 'start-confirmation']);
  });

  it('answers HELP, but nobody who has said STOP', async () => {
    const { write, kinds } = aReplyWorld();
    await write('HELP');
    await write('STOP');
    await write('HELP');
    await write('what is this about');
    expect(kinds()).toEqual(['help', 'stop-confirmation']);
  });

  it('keeps what it does not understand for staff and says so once a day', async () => {
    const { write, clock, inbox, kinds } = aReplyWorld();
    await write('can I bring my dog?');
    await write('he is small');
    expect(kinds()).toEqual(['unclear']);
    clock.set(new Date('2027-05-12T08:00:00Z'));
    await write('hello?');
    expect(kinds()).toEqual(['unclear', 'unclear']);
    expect(inbox.replies.map(({ intent, text, clientRefs }) => [intent, text, clientRefs])).toEqual([
      ['unclear', 'can I bring my dog?', ['mara', 'jon']],
      ['unclear', 'he is small', ['mara', 'jon']],
      ['unclear', 'hello?', ['mara', 'jon']],
    ]);
  });

  it("stops a number that nobody is known by without a word to it, and ignores numbers that are no clinic's", async () => {
    const { write, consents, inbox, kinds } = aReplyWorld();
    await write('STOP', { from: '+15005550006' });
    await write('STOP', { to: '+19999999999' });
    expect([...consents.stopped]).toEqual(['+15005550006']);
    expect(inbox.replies).toHaveLength(1);
    expect(kinds()).toEqual([]);
  });
});

describe('a reply that was kept by a process which then died', () => {
  const dead = async (world: ReturnType<typeof aReplyWorld>, text: string): Promise<void> => {
    world.owed.failing = true;
    await expect(world.write(text)).rejects.toThrow('gone');
    world.owed.failing = false;
  };

  it('is finished by the sweep, once, and not before its holder is known to be gone', async () => {
    const world = aReplyWorld();
    await dead(world, 'STOP');
    await expect(world.sweep.nextAt()).resolves.toEqual(world.clock.now());
    await world.sweep.fire();
    expect(world.kinds()).toEqual([]);
    world.abandon();
    await world.sweep.fire();
    await world.sweep.fire();
    expect(world.kinds()).toEqual(['stop-confirmation']);
    await expect(world.sweep.nextAt()).resolves.toBeUndefined();
  });

  it('stands back when the same number has said something newer', async () => {
    const world = aReplyWorld();
    await dead(world, 'STOP');
    world.clock.set(new Date('2027-05-11T08:10:00Z'));
    await world.write('START');
    await world.write('STOP');
    world.clock.set(new Date('2027-05-11T08:20:00Z'));
    await world.write('START');
    world.abandon();
    await world.sweep.fire();
    expect(world.consents.stopped.size).toBe(0);
    await expect(world.sweep.nextAt()).resolves.toBeUndefined();
  });

  it('opens no number that was closed since, when its webhook comes again', async () => {
    const world = aReplyWorld();
    await world.write('STOP');
    world.clock.set(new Date('2027-05-11T08:10:00Z'));
    world.owed.failing = true;
    await expect(world.write('START', { messageId: 'SM7' })).rejects.toThrow('gone');
    world.owed.failing = false;
    world.clock.set(new Date('2027-05-11T08:11:00Z'));
    await world.write('STOP');
    world.clock.set(new Date('2027-05-11T08:12:00Z'));
    await world.write('START', { messageId: 'SM7' });
    expect([...world.consents.stopped]).toEqual([PHONE]);
  });

  it('holds up no other when it fails again', async () => {
    const world = aReplyWorld();
    await dead(world, 'STOP');
    const strange = { clinicId: 'nobody-knows', messageId: 'SM9', phone: '+15005550006', clientRefs: [] };
    await world.inbox.keep(
      aReply({ ...strange, intent: 'stop', answeredByProvider: true, receivedAt: world.clock.now() }),
    );
    world.abandon();
    world.owed.failing = true;
    await expect(world.sweep.fire()).rejects.toThrow('could not be finished');
    expect(world.consents.stopped.has('+15005550006')).toBe(true);
    world.owed.failing = false;
    world.abandon();
    await world.sweep.fire();
    expect(world.kinds()).toEqual(['stop-confirmation']);
  });
});

describe('receiving a reply where Twilio answers its own keywords', () => {
  it('records them without a word', async () => {
    const { write, consents, kinds } = aReplyWorld('twilio');
    await write(' Stop ');
    expect(consents.stopped.size).toBe(1);
    await write('UNSTOP');
    expect(consents.stopped.size).toBe(0);
    await write('HELP');
    await write('CANCEL');
    expect(consents.stopped.size).toBe(1);
    expect(kinds()).toEqual([]);
  });

  it('confirms the wordings that Twilio does not know', async () => {
    const { write, consents, kinds } = aReplyWorld('twilio');
    await write('please stop texting me');
    expect(consents.stopped.size).toBe(1);
    expect(kinds()).toEqual(['stop-confirmation']);
  });

  it("believes Twilio's own reading", async () => {
    const { write, consents, kinds } = aReplyWorld('twilio');
    await write('halt', { optOutType: 'STOP' });
    expect(consents.stopped.size).toBe(1);
    await write('YES', { optOutType: 'START' });
    expect(consents.stopped.size).toBe(0);
    expect(kinds()).toEqual([]);
  });
});
