import { FixedClock } from '@aftercare/kernel';
import { LinkTokens } from '@aftercare/platform';
import type { ClinicRules } from '../../../clinics/application/ports.js';
import type { Contact } from '../../../contacts/application/ports.js';
import { CatalogueTemplates } from '../../../templates/adapters/catalogue/catalogue-templates.js';
import { IcalCalendarFiles } from '../../../templates/adapters/ical/ical-calendar-files.js';
import type { ClinicWords } from '../../../templates/application/ports.js';
import { signedOff } from '../../../templates/testing/a-message.js';
import { aReminder } from '../../testing/a-reminder.js';
import { aClinic } from '../../../clinics/testing/a-clinic.js';
import { ComposeMessage } from './compose.js';
import { SendSettings } from './send-settings.js';

const clock = new FixedClock(new Date('2027-05-10T08:00:00Z'));
const compose = new ComposeMessage(
  new CatalogueTemplates(),
  new IcalCalendarFiles(),
  new LinkTokens('a-link-key-for-tests-of-32-characters', 'https://elm.example'),
  new SendSettings({ publicUrl: 'https://elm.example', mailHost: 'elm.example', smsAtOnce: 1, emailsAtOnce: 1 }),
  clock,
);

const rules = (words?: Partial<ClinicWords>): ClinicRules =>
  aClinic(words === undefined ? {} : { words: { version: 1, texts: [], signedOff: [], ...words } });

const german: Contact = {
  clinicId: 'elm',
  clientRef: 'mara',
  version: 1,
  firstName: 'Mara',
  phone: '+447700900001',
  email: 'mara@mail.example',
  locale: 'de-DE',
  zone: 'Europe/London',
  country: null,
  archived: false,
  bad: [],
  phoneIndex: 'index',
};

const row = aReminder({
  kind: '24h',
  subject: {
    bookingId: 'b1',
    startsAt: new Date('2027-05-11T09:30:00Z'),
    endsAt: new Date('2027-05-11T10:30:00Z'),
    visitZone: 'Europe/London',
  },
});

const said = (words?: Partial<ClinicWords>, channel: 'sms' | 'email' = 'sms') => {
  const composed = compose.execute({
    ...{ row, claimId: 'c1', channel, contact: german, rules: rules(words), to: '+447700900001' },
  });
  if ('refused' in composed) throw new Error(composed.refused.join());
  const { templateVersion, note } = composed;
  return { text: 'sms' in composed ? composed.sms.body : composed.email.text, templateVersion, note };
};

const day = new Date('2027-05-01T08:00:00Z');
const checked = signedOff('de').map((one) => ({ ...one, by: 'account-1', at: day }));
const own = (sms: string) => ({ text: 'A2', language: 'de', version: 3, sms, subject: '{visitLongDay}' }) as const;

describe('a message to somebody who reads German', () => {
  it('speaks the main language of the clinic while nobody answers for the German words, dates included', () => {
    expect(said()).toMatchObject({
      text: expect.stringContaining('Elm Rooms: reminder of your appointment on Tue 11 May 10:30.') as string,
      templateVersion: 'A2@1/en',
    });
    expect(said(undefined, 'email').text).toContain('We do not have this note in your language yet.');
  });

  it('speaks German once the clinic signed it off, and names text, version and language', () => {
    expect(said({ signedOff: checked })).toEqual({
      text: expect.stringContaining('Elm Rooms: Erinnerung an Ihren Termin am Di 11. Mai 10:30.') as string,
      templateVersion: 'A2@1/de',
      note: undefined,
    });
  });

  it("says the clinic's own text where it has one", () => {
    const texts = [own('{alias}: bis {visit}! {link}')];
    expect(said({ signedOff: checked, texts })).toEqual({
      text: expect.stringMatching(/^Elm Rooms: bis Di 11\. Mai 10:30! https:/) as string,
      templateVersion: 'A2@own-3/de',
      note: undefined,
    });
    expect(said({ texts }).templateVersion).toBe('A2@1/en');
  });

  it.each([
    ['{alias}: bis {visit', 'MISSING_VALUE'],
    ['{alias}: bis {closes} {link}', 'MISSING_VALUE'],
    ['{alias}: {visit, date, long} {link}', 'MISSING_VALUE'],
    ['{alias}: Massage {visit} {link}', 'DENIED_WORD'],
    [`{alias}: ${'sehr '.repeat(80)}{visit} {link}`, 'TOO_LONG'],
  ])('is not lost for an own text that does not render: ours goes out and the history says so (%s)', (sms, problem) => {
    expect(said({ signedOff: checked, texts: [own(sms)] })).toEqual({
      text: expect.stringContaining('Erinnerung an Ihren Termin') as string,
      templateVersion: 'A2@1/de',
      note: `A2@own-3/de: ${problem}`,
    });
  });
});
