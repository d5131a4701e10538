import { InMemoryReplyInbox } from './in-memory-reply-inbox.js';
import { describeReplyInboxContract } from './reply-inbox-contract.js';

describeReplyInboxContract('in memory', async (machine) => {
  const inbox = new InMemoryReplyInbox(machine);
  return { inbox, other: () => new InMemoryReplyInbox(machine, inbox.rows) };
});
