import { oneRowPerMessage } from './one-row-per-message.js';
import { aMessage, aPerson, aRow, aRun } from './testing/a-run.js';

describe('one row per message', () => {
  it('holds for a message with its row, however the Message-ID is written', () => {
    expect(oneRowPerMessage(aRun())).toEqual([]);
    const mail = aMessage({ channel: 'email', to: 'Mara@Example.com', providerId: '<1@elm>' });
    expect(oneRowPerMessage(aRun({ providerMessages: [mail], ledger: [aRow({ providerIds: ['1@elm'] })] }))).toEqual(
      [],
    );
  });

  it('says which message belongs to no row', () => {
    expect(oneRowPerMessage(aRun({ ledger: [] }))).toEqual([
      'sms SM1 at 2027-03-09T10:30:00.000Z belongs to no ledger row',
    ]);
  });

  it('says which message belongs to two rows', () => {
    const problems = oneRowPerMessage(aRun({ ledger: [aRow(), aRow({ reminderId: 'r2' })] }));
    expect(problems).toEqual(['sms SM1 at 2027-03-09T10:30:00.000Z belongs to 2 rows: r1, r2']);
  });

  it('says which message went to somebody else’s address', () => {
    const people = [aPerson({ phone: '+447700900102' }), aPerson({ clientRef: 'jon', phone: '+447700900101' })];
    expect(oneRowPerMessage(aRun({ people }))).toHaveLength(1);
  });

  it('says which row was said twice on one channel, under two ids or one', () => {
    const twice = [aMessage(), aMessage({ providerId: 'SM2' })];
    const problem = ['row r1 has 2 accepted messages by sms'];
    expect(
      oneRowPerMessage(aRun({ providerMessages: twice, ledger: [aRow({ providerIds: ['SM1', 'SM2'] })] })),
    ).toEqual(problem);
    expect(oneRowPerMessage(aRun({ providerMessages: [aMessage(), aMessage()] }))).toEqual(problem);
  });

  it('allows one message on each channel, and leaves mail to staff alone', () => {
    const both = [
      aMessage(),
      aMessage({ channel: 'email', to: 'mara@example.com', providerId: '<2@elm>' }),
      aMessage({ channel: 'email', to: 'owner@example.com', providerId: '<3@elm>' }),
    ];
    expect(
      oneRowPerMessage(aRun({ providerMessages: both, ledger: [aRow({ providerIds: ['SM1', '<2@elm>'] })] })),
    ).toEqual([]);
  });
});
