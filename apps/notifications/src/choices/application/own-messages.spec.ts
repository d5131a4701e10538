import { FixedClock } from '@aftercare/kernel';
import { deniedStemsIn } from '../../templates/domain/lint.js';
import { OneClinic, OneRow } from '../testing/choices-world.js';
import { OwnMessages } from './own-messages.js';

const NOW = new Date('2027-05-12T08:00:00Z');
const mara = { clinicId: 'elm', clientRef: 'mara' };

let rows: OneRow;
let messages: OwnMessages;
beforeEach(() => {
  rows = new OneRow();
  messages = new OwnMessages(rows, new OneClinic(), new FixedClock(NOW));
});

describe("a client's own messages", () => {
  it('tell what was sent, what comes and what did not, each with its reason in plain words', async () => {
    rows.others = [
      { ...rows.row, reminderId: 'r2', state: 'planned', kind: 'invitation', family: 'survey', cause: 'VISIT_DONE' },
      { ...rows.row, reminderId: 'r3', state: 'skipped', reason: 'HAS_BOOKING', kind: 'nudge', family: 'follow-up' },
    ];
    expect(await messages.of(mara)).toMatchObject([
      {
        state: 'sent',
        when: 'Wednesday 12 May, 08:30',
        what: 'Reminder of your visit',
        channel: 'sms',
        because: 'you have a visit on Thursday 13 May',
      },
      { state: 'coming', what: 'Questions for you', because: 'you had a visit on Thursday 13 May' },
      { state: 'not-sent', what: 'Your next visit', because: 'you already have a visit booked' },
    ]);
  });

  it('leave out what did not go out for a reason that is ours alone, and what nobody knows the end of', async () => {
    rows.others = [
      { ...rows.row, reminderId: 'r2', state: 'failed', reason: 'PROVIDER_DOWN' },
      { ...rows.row, reminderId: 'r3', state: 'unknown' },
      { ...rows.row, reminderId: 'r4', state: 'rehearsed' },
    ];
    expect(await messages.of(mara)).toHaveLength(1);
  });

  it('name no person, no rule, no provider, and have no word that tells on anybody', async () => {
    rows.others = ['confirmation', 'invitation', 'second-nudge', 'unclear', 'personal-link'].map((kind) => ({
      ...rows.row,
      reminderId: kind,
      kind,
    }));
    const text = JSON.stringify(await messages.of(mara));
    expect(text).not.toMatch(/Mara|appointment@1|VISIT_NEAR|account/u);
    expect(deniedStemsIn(text)).toEqual([]);
  });
});
