import { findingText, isLanguage, languageStateText, meterText, testText, textName, versionText } from './words.js';

const sms = { body: 'x', encoding: 'GSM-7', parts: 1, units: 140 } as const;
const sample = { length: 'usual', sms } as const;

describe('a text in words', () => {
  it('tells ours from a version of the clinic', () => {
    expect([versionText('A2@1/en'), versionText('A2@own-3/de')]).toEqual(['ours', 'your version 3']);
  });

  it('counts units against what its alphabet has room for', () => {
    expect(meterText(sample)).toBe('GSM-7, 140 of 160 units, 1 part');
    expect(meterText({ ...sample, sms: { ...sms, encoding: 'UCS-2', units: 80, parts: 2 } })).toBe(
      'UCS-2, 80 of 134 units, 2 parts',
    );
  });

  it('says whether a finding stops the text', () => {
    expect(findingText({ rule: 'L2', field: 'sms', message: 'no alias' })).toBe('Stops (L2, text): no alias');
    expect(findingText({ rule: 'W3', field: 'subject', message: 'digits' })).toBe('Warns (W3, subject): digits');
  });

  it('says of a draft that nobody is written to in it', () => {
    for (const state of ['draft', 'outdated'] as const)
      expect(languageStateText({ state })).toContain('nobody is written to in it');
  });

  it('shows a name that it does not know as it is', () => {
    expect([textName('A1'), textName('Z9'), isLanguage('de'), isLanguage('xx')]).toEqual([
      'Visit booked',
      'Z9',
      true,
      false,
    ]);
  });

  it('never calls a test sent that nobody can vouch for', () => {
    expect(testText({ state: 'in-doubt' })).toContain('nobody knows');
    expect(testText({ state: 'refused', code: '21610' })).toBe('The provider refused the test. Its code: 21610.');
  });
});
