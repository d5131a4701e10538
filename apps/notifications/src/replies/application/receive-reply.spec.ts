import { aReplyWorld, PHONE } from '../testing/reply-world.js';

describe('receiving a reply', () => {
  it('lets STOP take effect and confirms it once to the number', async () => {
    const { write, consents, owed } = aReplyWorld();
    await write('Stop please');
    await write('STOP');
    expect([...consents.stopped]).toEqual([PHONE]);
    expect(owed.answers).toEqual([
      { clinicId: 'elm', clientRef: 'mara', channel: 'sms', kind: 'stop-confirmation', occurrence: 'SM1' },
    ]);
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

  it('takes a bare cancel for a STOP that says the visit stays', async () => {
    const { write, consents, kinds } = aReplyWorld();
    await write('Cancel');
    expect(consents.stopped.size).toBe(1);
    expect(kinds()).toEqual(['cancel-help']);
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
    expect([...inbox.replies.values()].map(({ reply }) => [reply.intent, reply.text, reply.clientRefs])).toEqual([
      ['unclear', 'can I bring my dog?', ['mara', 'jon']],
      ['unclear', 'he is small', ['mara', 'jon']],
      ['unclear', 'hello?', ['mara', 'jon']],
    ]);
  });

  it("stops a number that nobody is known by, and ignores numbers that are no clinic's", async () => {
    const { write, consents, inbox, kinds } = aReplyWorld();
    await write('STOP', { from: '+15005550006' });
    await write('STOP', { to: '+19999999999' });
    expect([...consents.stopped]).toEqual(['+15005550006']);
    expect(inbox.replies.size).toBe(1);
    expect(kinds()).toEqual([]);
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
