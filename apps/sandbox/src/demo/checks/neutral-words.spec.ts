import { neutralWords } from './neutral-words.js';
import { aBooking, aMessage, aRun } from './testing/a-run.js';

const saying = (body: string) => aRun({ providerMessages: [aMessage({ body })] });

describe('neutral words', () => {
  it('are all that a usual reminder has', () => {
    expect(neutralWords(aRun())).toEqual([]);
  });

  it.each(['Your MIGRAINE diary', 'head-pain', 'after your massage', 'therapists', 'Deep  tissue visit', 'our clinic'])(
    'are missed in "%s"',
    (body) => {
      expect(neutralWords(saying(body))).toHaveLength(1);
    },
  );

  it('are missed in a subject, and it says where', () => {
    const mail = aMessage({ channel: 'email', to: 'mara@example.com', subject: 'Pain today?' });
    expect(neutralWords(aRun({ providerMessages: [mail] }))[0]).toContain('says "pain" in its subject');
  });

  it('include the names of what the clinic really did', () => {
    const bookings = [aBooking({ techniques: ['hot-stone'] })];
    expect(neutralWords({ ...saying('your hot stone visit'), bookings })).toHaveLength(1);
  });

  it('begin a word: neither the middle of one nor the token of a link counts', () => {
    expect(neutralWords(saying('painless is not spared, but Champaign is'))).toHaveLength(1);
    expect(neutralWords(saying('Champaign: http://a.example/b/painPAINpainPAINpain12'))).toEqual([]);
    expect(neutralWords(saying('http://a.example/pain/0123456789abcdefghijkl'))).toHaveLength(1);
  });

  it('are not asked of mail to staff', () => {
    expect(neutralWords(aRun({ providerMessages: [aMessage({ to: 'owner@example.com', body: 'clinic' })] }))).toEqual(
      [],
    );
  });
});
