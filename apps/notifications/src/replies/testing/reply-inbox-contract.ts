import { ManualMachineTime } from '@aftercare/kernel';
import type { InboundReply, ReplyInbox } from '../application/ports.js';
import { aReply } from './a-reply.js';

export interface ReplyInboxUnderTest {
  readonly inbox: ReplyInbox;
  /** Another process over the same store. */
  other(): ReplyInbox;
}
type Given = () => ReplyInboxUnderTest & { readonly machine: ManualMachineTime };

/** Longer than anybody's lease. */
const A_WHILE_MS = 60_000;

const at = (minute: number): Date => new Date(Date.UTC(2027, 4, 12, 8, minute));
const stop = (changes: Partial<InboundReply> = {}): InboundReply =>
  aReply({ messageId: 'STOP1', intent: 'stop', text: 'STOP', receivedAt: at(1), ...changes });

const idsOf = (replies: readonly { readonly messageId: string }[]): readonly string[] =>
  replies.map(({ messageId }) => messageId);

const describeKeeping = (given: Given): void => {
  it('keeps a message once and knows whether it was dealt with', async () => {
    const { inbox } = given();
    expect(await inbox.keep(aReply())).toMatchObject({ as: 'new' });
    expect(await inbox.keep(aReply())).toMatchObject({ as: 'again' });
    await inbox.finish(aReply(), { waits: false });
    await inbox.finish(aReply(), { waits: false });
    expect(await inbox.keep(aReply())).toMatchObject({ as: 'done' });
  });

  it('lets one of many win when the same message comes at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, number) => (number % 2 === 0 ? given().inbox : given().other()).keep(aReply())),
    );
    expect(answers.map((kept) => kept.as).sort()).toEqual([...Array.from({ length: 7 }, () => 'again'), 'new']);
  });

  it('places a message that comes again where it came first', async () => {
    const { inbox } = given();
    await inbox.keep(stop());
    expect(await inbox.keep(stop({ receivedAt: at(9) }))).toEqual({ as: 'again', receivedAt: at(1) });
  });

  it('keeps the message ids of two clinics apart', async () => {
    const { inbox } = given();
    await inbox.keep(aReply());
    expect(await inbox.keep(aReply({ clinicId: 'oak' }))).toMatchObject({ as: 'new' });
    await inbox.finish(aReply(), { waits: false });
    expect(await inbox.keep(aReply({ clinicId: 'oak' }))).toMatchObject({ as: 'again' });
  });

  it('makes nothing of the end of a message that it never kept', async () => {
    await given().inbox.finish(aReply(), { waits: false });
    expect(await given().inbox.keep(aReply())).toMatchObject({ as: 'new' });
  });
};

const describeAbandoned = (given: Given): void => {
  const wait = (): void => {
    given().machine.ms += A_WHILE_MS;
  };

  it('leaves an unfinished one to its holder while its lease runs, and gives it to one other after it', async () => {
    const { inbox, other } = given();
    await inbox.keep(stop());
    expect(await inbox.oldestUnfinishedAt()).toEqual(at(1));
    expect(await other().takeAbandoned(10)).toEqual([]);
    wait();
    const taken = await Promise.all([inbox, other(), other()].map((each) => each.takeAbandoned(10)));
    const { text: _text, ...kept } = stop();
    expect(taken.flat()).toEqual([kept]);
  });

  it('gives it again when the other dies as well, and never once it is finished', async () => {
    const { inbox, other } = given();
    await inbox.keep(stop());
    wait();
    await other().takeAbandoned(10);
    wait();
    expect(idsOf(await inbox.takeAbandoned(10))).toEqual(['STOP1']);
    await inbox.finish(stop(), { waits: false });
    wait();
    expect(await inbox.takeAbandoned(10)).toEqual([]);
    expect(await inbox.oldestUnfinishedAt()).toBeUndefined();
  });

  it('gives those of all clinics, the oldest first, no more at once than asked for', async () => {
    const { inbox } = given();
    await inbox.keep(stop({ messageId: 'LATER', receivedAt: at(9) }));
    await inbox.keep(stop({ messageId: 'EARLIER', receivedAt: at(3), clinicId: 'oak' }));
    await inbox.keep(stop({ messageId: 'MIDDLE', receivedAt: at(5) }));
    expect(await inbox.oldestUnfinishedAt()).toEqual(at(3));
    wait();
    expect(idsOf(await inbox.takeAbandoned(2))).toEqual(['EARLIER', 'MIDDLE']);
    expect(idsOf(await inbox.takeAbandoned(2))).toEqual(['LATER']);
  });

  it('sees one that comes after it was asked and had none', async () => {
    const { inbox } = given();
    expect(await inbox.oldestUnfinishedAt()).toBeUndefined();
    await inbox.keep(stop());
    expect(await inbox.oldestUnfinishedAt()).toEqual(at(1));
  });
};

const describeOvertaking = (given: Given): void => {
  const old = stop({ messageId: 'OLD' });
  const start = stop({ messageId: 'NEW', intent: 'start', receivedAt: at(6) });

  it('lets a later STOP or START of the same number at the same clinic overtake, and nothing else', async () => {
    const { inbox } = given();
    await inbox.keep(old);
    await inbox.keep(stop({ messageId: 'TALK', intent: 'unclear', receivedAt: at(5) }));
    await inbox.keep(stop({ messageId: 'AWAY', clinicId: 'oak', intent: 'start', receivedAt: at(5) }));
    await inbox.keep(stop({ messageId: 'OTHER', phone: '+447700900002', intent: 'start', receivedAt: at(5) }));
    expect(await inbox.isOvertaken(old)).toBe(false);
    await inbox.keep(start);
    expect(await inbox.isOvertaken(old)).toBe(true);
    expect(await inbox.isOvertaken(start)).toBe(false);
    expect(await inbox.isOvertaken(stop({ messageId: 'TALK', intent: 'unclear' }))).toBe(false);
  });

  it('lets the word that closes the number win over one of the same instant that opens it', async () => {
    const { inbox } = given();
    const cancel = stop({ messageId: 'SAME', intent: 'cancel', receivedAt: at(6) });
    await inbox.keep(start);
    await inbox.keep(cancel);
    expect(await inbox.isOvertaken(start)).toBe(true);
    expect(await inbox.isOvertaken(cancel)).toBe(false);
  });

  it('places a STOP behind every START of the number that was kept before it, also where its clock is behind', async () => {
    const { inbox, other } = given();
    const late = stop({ messageId: 'LATE', receivedAt: at(2) });
    await inbox.keep(start);
    await inbox.keep(stop({ messageId: 'OTHER', phone: '+447700900002', intent: 'start', receivedAt: at(9) }));
    const { receivedAt } = await other().keep(late);
    expect(receivedAt).toEqual(new Date(at(6).getTime() + 1));
    expect(await inbox.isOvertaken({ ...late, receivedAt })).toBe(false);
    expect(await inbox.isOvertaken(start)).toBe(true);
    expect(await inbox.keep(stop({ messageId: 'AGAIN', intent: 'start', receivedAt: at(2) }))).toMatchObject({
      receivedAt: at(2),
    });
  });

  it('counts one that is finished already', async () => {
    const { inbox, other } = given();
    await inbox.keep(old);
    await inbox.keep(start);
    await inbox.finish(start, { waits: false });
    expect(await other().isOvertaken(old)).toBe(true);
  });
};

/** What receiving replies and the sweep rely on. `make` gives an inbox without replies that runs on that machine time. */
export const describeReplyInboxContract = (
  name: string,
  make: (machine: ManualMachineTime) => Promise<ReplyInboxUnderTest>,
): void => {
  describe(`the contract of the inbox of replies: ${name}`, () => {
    let tested: ReturnType<Given>;
    beforeEach(async () => {
      const machine = new ManualMachineTime();
      tested = { ...(await make(machine)), machine };
    });
    const given = (): ReturnType<Given> => tested;
    describeKeeping(given);
    describeAbandoned(given);
    describeOvertaking(given);
  });
};
