import { ERROR_POLICY, faultOf, policyOf } from './error-policy.js';

describe("Twilio's error numbers", () => {
  it('blame the number only where it can never get a text', () => {
    const bad = Object.keys(ERROR_POLICY).filter((code) => policyOf(Number(code)) === 'bad-number');
    expect(bad.map(Number)).toEqual([21211, 21214, 21217, 21401, 21407, 21421, 21614, 30005, 30006]);
  });

  it('close the consent of a person who has sent STOP, whether the call or a report says so', () => {
    expect(policyOf(21610)).toBe('stopped');
    expect(faultOf('21610')).toEqual({ errorCode: '21610', blame: 'STOPPED' });
  });

  it.each([30003, 30004, 30007, 30008, 30036, 12345])('of %d say nothing about the person or the number', (code) => {
    expect(policyOf(code)).toBe('not-delivered');
    expect(faultOf(code)).toEqual({ errorCode: String(code) });
  });

  it.each([undefined, null, '', '0', 0, 'x', {}])('that are none (%p) say nothing at all', (code) => {
    expect(faultOf(code)).toEqual({});
  });

  it('are explained one by one', () => {
    expect(Object.values(ERROR_POLICY).filter(({ means }) => means.length < 10)).toEqual([]);
  });
});
