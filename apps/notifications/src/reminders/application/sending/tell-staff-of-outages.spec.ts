import type { Clinics, ClinicRules } from '../../../clinics/application/ports.js';
import { aClinic } from '../../../clinics/testing/a-clinic.js';
import { EmailSender, SmsSender } from '../../../delivery/application/ports.js';
import type { EmailMessage, LookUpResult, SendOutcome, SmsMessage } from '../../../delivery/application/ports.js';
import { InMemoryOutageLog } from '../../testing/in-memory-outage-log.js';
import { SendSettings } from './send-settings.js';
import { StaffCarriers } from './staff-carriers.js';
import { TellStaffOfOutages } from './tell-staff-of-outages.js';

const since = new Date('2027-03-15T10:40:00Z');
const later = (minutes: number): Date => new Date(since.getTime() + minutes * 60_000);

class Texts extends SmsSender {
  readonly sent: SmsMessage[] = [];
  override async send(message: SmsMessage): Promise<SendOutcome> {
    this.sent.push(message);
    return { outcome: 'in-doubt' };
  }
  override lookUp(): Promise<LookUpResult> {
    return Promise.reject(new Error('nobody asks about a word to staff'));
  }
}
class Mails extends EmailSender {
  readonly sent: EmailMessage[] = [];
  override async send(message: EmailMessage): Promise<SendOutcome> {
    this.sent.push(message);
    return { outcome: 'in-doubt' };
  }
}

const given = (
  rules: ClinicRules = aClinic({ staffContacts: { phones: ['+447700900099'], emails: ['desk@elm.example'] } }),
) => {
  const [log, texts, mails] = [new InMemoryOutageLog(), new Texts(), new Mails()];
  // Only what telling asks of it.
  const clinics = { rulesOf: async () => new Map([[rules.clinicId, rules]]) } as unknown as Clinics;
  const settings = new SendSettings({
    publicUrl: 'https://l.example',
    mailHost: 'l.example',
    smsAtOnce: 1,
    emailsAtOnce: 1,
  });
  return { log, texts, mails, work: new TellStaffOfOutages(log, clinics, new StaffCarriers(texts, mails, settings)) };
};

describe('telling staff of an outage', () => {
  it('waits until it lasts, then tells once, whatever becomes of the mail', async () => {
    const { log, mails, work } = given();
    await log.begin({ clinicId: 'elm', channel: 'sms', since });
    expect(await work.nextAt()).toEqual(later(10));
    await work.fire(later(9));
    expect(mails.sent).toEqual([]);
    await Promise.all([work.fire(later(10)), work.fire(later(10))]);
    await work.fire(later(30));
    expect(mails.sent.map(({ to, subject }) => [to, subject])).toEqual([
      ['desk@elm.example', 'Elm Rooms: texts are waiting'],
    ]);
    expect(mails.sent[0]?.text).toContain('Since 10:40 on 2027-03-15');
    expect(await work.nextAt()).toBeUndefined();
  });

  it('says nothing of one that is over', async () => {
    const { log, mails, work } = given();
    await log.begin({ clinicId: 'elm', channel: 'sms', since });
    await log.end('sms');
    await work.fire(later(60));
    expect(mails.sent).toEqual([]);
  });

  it('sends a text when it is the mails that wait, if there is a number', async () => {
    const { log, texts, work } = given();
    await log.begin({ clinicId: 'elm', channel: 'email', since });
    await work.fire(later(10));
    expect(texts.sent.map(({ to }) => to)).toEqual(['+447700900099']);
    const nobody = given(aClinic());
    await nobody.log.begin({ clinicId: 'elm', channel: 'email', since });
    await nobody.work.fire(later(10));
    expect(nobody.texts.sent).toEqual([]);
  });
});
