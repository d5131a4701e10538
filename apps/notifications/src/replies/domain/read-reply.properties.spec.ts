import fc from 'fast-check';
import { BAD_STRINGS, collectedStrings } from '../../templates/testing/bad-strings.js';
import { CANCELS, HELPS, LATERS, NOS, OTHERS, STARTS, YESES } from '../testing/sample-replies.js';
import { STOPS } from '../testing/sample-stops.js';
import { readReply } from './read-reply.js';

const RUNS = { numRuns: 1000 };

const ILL = fc.constantFrom('headache', 'migraine', 'pain', 'neck', 'nausea', 'aura', 'attack', 'tension');
/** How people write about their health with the words that would end texts. */
const TALK = fc.constantFrom<(ill: string) => string>(
  (ill) => `my ${ill} won't stop`,
  (ill) => `I want this ${ill} to stop`,
  (ill) => `the ${ill} did not stop all night, please call me`,
  (ill) => `will the ${ill} ever end?`,
  (ill) => `my ${ill} is back. what can I do to make it stop`,
  (ill) => `should I stop my tablets? the ${ill} is worse`,
  (ill) => `please make the ${ill} stop`,
);

describe('a reply', () => {
  it('about how somebody feels is for a person, never a STOP', () => {
    fc.assert(
      fc.property(ILL, TALK, (ill, say) => {
        expect([say(ill), readReply(say(ill))]).toEqual([say(ill), 'unclear']);
      }),
      RUNS,
    );
  });

  it('that asks for an end of texts is a STOP, also from somebody who tells of an illness', () => {
    const asks = fc.constantFrom('stop texting me', 'please stop these messages', 'no more texts', 'unsubscribe me');
    fc.assert(
      fc.property(ILL, asks, fc.boolean(), (ill, ask, first) => {
        const parts = [`my ${ill} is bad`, ask];
        const text = (first ? parts.toReversed() : parts).join(', ');
        expect([text, readReply(text)]).toEqual([text, 'stop']);
      }),
      RUNS,
    );
  });

  it('is read the same way twice, and whatever else was read in between', () => {
    const samples = [...STOPS, ...CANCELS, ...STARTS, ...HELPS, ...YESES, ...NOS, ...LATERS, ...OTHERS];
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.string({ unit: 'binary' }), (text, other) => {
        const once = readReply(text);
        readReply(other);
        expect([text, readReply(text)]).toEqual([text, once]);
      }),
      RUNS,
    );
  });

  it('never ends texts or opens them by accident: strings that break software are for a person', () => {
    const strings = [...BAD_STRINGS, ...collectedStrings()];
    expect(strings.filter((text) => ['stop', 'cancel', 'start'].includes(readReply(text)))).toEqual([]);
  });
});
