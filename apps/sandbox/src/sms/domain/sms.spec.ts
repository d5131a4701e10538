import { apiErrorOf, deliveryErrorOf, takeFault, type PlannedFault } from './faults.js';
import { listMessages, toResource, type SmsMessage } from './message.js';
import { optOutTypeOf } from './opt-out.js';
import { signatureOf } from './signature.js';

const aText = (changes: Partial<SmsMessage> = {}): SmsMessage => ({
  sid: 'SM1',
  direction: 'outbound-api',
  from: '+447700900901',
  to: '+447700900101',
  body: 'hello',
  status: 'delivered',
  errorCode: null,
  createdAt: new Date('2027-05-10T09:00:00Z'),
  sentAt: new Date('2027-05-10T09:00:00Z'),
  statusCallback: null,
  validitySeconds: null,
  ...changes,
});

describe('planned faults', () => {
  const planned: readonly PlannedFault[] = [
    { fault: 'server-error', to: '+441', times: 2 },
    { fault: 'slow', times: 1 },
  ];

  it('hit the number they are for, as often as planned', () => {
    const first = takeFault(planned, '+441');
    expect(first.fault).toBe('server-error');
    const second = takeFault(first.left, '+441');
    expect(second.fault).toBe('server-error');
    expect(takeFault(second.left, '+441').fault).toBe('slow');
  });

  it('without a number hit whoever comes first, and then nobody', () => {
    const { fault, left } = takeFault(planned, '+442');
    expect(fault).toBe('slow');
    expect(takeFault(left, '+442')).toEqual({ fault: undefined, left });
  });

  it('have Twilio’s numbers', () => {
    expect(apiErrorOf('invalid-number')?.code).toBe(21211);
    expect(apiErrorOf('opted-out')?.code).toBe(21610);
    expect(apiErrorOf('drop-reply')).toBeUndefined();
    expect([deliveryErrorOf('unreachable'), deliveryErrorOf('unknown'), deliveryErrorOf('works')]).toEqual([
      30003,
      30005,
      undefined,
    ]);
  });
});

describe('the list', () => {
  const texts = [
    aText({ sid: 'SM1' }),
    aText({ sid: 'SM2', sentAt: new Date('2027-05-11T23:59:00Z') }),
    aText({ sid: 'SM3', sentAt: null, createdAt: new Date('2027-05-12T08:00:00Z') }),
  ];
  const sids = (filter: Parameters<typeof listMessages>[1]): readonly string[] =>
    listMessages(texts, filter).map(({ sid }) => sid);

  it('is newest first', () => {
    expect(sids({})).toEqual(['SM3', 'SM2', 'SM1']);
  });

  it('takes days and instants as bounds, both included', () => {
    expect(sids({ sentAfter: '2027-05-11' })).toEqual(['SM3', 'SM2']);
    expect(sids({ sentBefore: '2027-05-11' })).toEqual(['SM2', 'SM1']);
    expect(sids({ sentAfter: '2027-05-10T09:00:00Z', sentBefore: '2027-05-10T09:00:00Z' })).toEqual(['SM1']);
  });

  it('writes dates as Twilio does', () => {
    expect(toResource(aText(), 'AC1')).toMatchObject({
      date_sent: 'Mon, 10 May 2027 09:00:00 +0000',
      uri: '/2010-04-01/Accounts/AC1/Messages/SM1.json',
    });
  });
});

describe('Twilio’s own keywords', () => {
  it.each([
    [' stop ', 'STOP'],
    ['Unsubscribe', 'STOP'],
    ['YES', 'START'],
    ['info', 'HELP'],
    ['stop please', undefined],
  ])('"%s" is %s', (body, type) => {
    expect(optOutTypeOf(body)).toBe(type);
  });
});

describe('the signature', () => {
  it('equals the example of Twilio’s documentation', () => {
    const fields = {
      Digits: '1234',
      To: '+18005551212',
      From: '+14158675309',
      Caller: '+14158675309',
      CallSid: 'CA1234567890ABCDE',
    };
    expect(signatureOf('12345', 'https://mycompany.com/myapp.php?foo=1&bar=2', fields)).toBe(
      'RSOYDt4T1cUTdK1PDd93/VVr8B8=',
    );
  });
});
