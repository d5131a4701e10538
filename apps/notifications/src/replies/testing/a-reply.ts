import type { InboundReply } from '../application/ports.js';

/** A text from the phone that Mara and Jon share, Tuesday 11 May 2027, 09:00 in London. */
export const aReply = (changes: Partial<InboundReply> = {}): InboundReply => ({
  clinicId: 'elm',
  messageId: 'SM1',
  phone: '+447700900001',
  clientRefs: ['mara', 'jon'],
  text: 'my head hurts',
  intent: 'unclear',
  answeredByProvider: false,
  receivedAt: new Date('2027-05-11T08:00:00Z'),
  ...changes,
});
