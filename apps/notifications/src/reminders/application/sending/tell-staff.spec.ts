import { InMemoryTransactions, runOnce } from '@aftercare/messaging';
import type { Clinics } from '../../../clinics/application/ports.js';
import { aClinic } from '../../../clinics/testing/a-clinic.js';
import { EmailSender, SmsSender } from '../../../delivery/application/ports.js';
import type { EmailMessage, SendOutcome } from '../../../delivery/application/ports.js';
import { InMemoryStaffNotices } from '../../testing/in-memory-staff-notices.js';
import { SendSettings } from './send-settings.js';
import { StaffCarriers } from './staff-carriers.js';
import type { StaffNotice } from './staff-notices.js';
import { TellStaff } from './tell-staff.js';

const at = new Date('2027-03-15T10:40:00Z');
const TELLING = /pain|migraine|headache|massage|therapy|symptom|treatment|medicine|emergency|doctor|client|https?:/i;
const NOBODY = () => Promise.reject(new Error('a word to staff goes by mail'));

class Mails extends EmailSender {
  readonly sent: EmailMessage[] = [];
  override async send(message: EmailMessage): Promise<SendOutcome> {
    this.sent.push(message);
    return { outcome: 'in-doubt' };
  }
}
class NoTexts extends SmsSender {
  override send = NOBODY;
  override lookUp = NOBODY;
}

const given = async () => {
  const transactions = new InMemoryTransactions();
  const notices = new InMemoryStaffNotices(transactions);
  const rules = aClinic({ staffContacts: { phones: [], emails: ['desk@elm.example', 'ana@elm.example'] } });
  // Only what telling asks of it.
  const clinics = { rulesOf: async () => new Map([[rules.clinicId, rules]]) } as unknown as Clinics;
  const settings = new SendSettings({
    publicUrl: 'https://l.example',
    mailHost: 'l.example',
    smsAtOnce: 1,
    emailsAtOnce: 1,
  });
  const mails = new Mails();
  const raise = (what: StaffNotice['what'] = 'brake') =>
    runOnce(transactions, (work) => notices.raise({ id: `notice-${what}`, clinicId: rules.clinicId, what, at }, work));
  return {
    notices,
    mails,
    raise,
    work: new TellStaff(notices, clinics, new StaffCarriers(new NoTexts(), mails, settings)),
  };
};

describe('telling staff what they have to know', () => {
  it('tells every address of the clinic once, whatever becomes of the mail', async () => {
    const { mails, raise, work } = await given();
    await raise();
    expect(await work.nextAt()).toEqual(at);
    await Promise.all([work.fire(), work.fire()]);
    await raise();
    await work.fire();
    expect(mails.sent.map(({ to, subject }) => [to, subject])).toEqual([
      ['desk@elm.example', 'Elm Rooms: messages are held until you look'],
      ['ana@elm.example', 'Elm Rooms: messages are held until you look'],
    ]);
    expect(await work.nextAt()).toBeUndefined();
  });

  it('tells of too few answers in plain words, with no name and no word of what the forms ask', async () => {
    const { mails, raise, work } = await given();
    await raise('few-answers');
    await work.fire();
    await work.fire();
    expect(mails.sent.map(({ to, subject }) => [to, subject])).toEqual([
      ['desk@elm.example', 'Elm Rooms: fewer than 30 of the last 100 forms were answered'],
      ['ana@elm.example', 'Elm Rooms: fewer than 30 of the last 100 forms were answered'],
    ]);
    const [mail] = mails.sent;
    expect(mail?.text).toContain('fewer than 30 were answered in time');
    expect(mail?.text).toContain('again only after 100 later forms');
    expect(`${mail?.subject} ${mail?.text}`).not.toMatch(TELLING);
  });

  it.each(['look-now', 'look-today', 'still-waiting'] as const)(
    'asks to open the console without saying what it is about: %s',
    async (what) => {
      const { mails, raise, work } = await given();
      await raise(what);
      await work.fire();
      await work.fire();
      expect(mails.sent.map(({ to }) => to)).toEqual(['desk@elm.example', 'ana@elm.example']);
      const [mail] = mails.sent;
      expect(mail?.subject).toMatch(/^Elm Rooms: .*console/);
      expect(mail?.text).toContain('under Flags');
      expect(`${mail?.subject} ${mail?.text}`).not.toMatch(TELLING);
    },
  );
});
