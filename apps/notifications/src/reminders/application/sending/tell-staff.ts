import { DueWork } from '@aftercare/kernel';
import { Injectable } from '@nestjs/common';
import { Clinics } from '../../../clinics/application/ports.js';
import type { ClinicRules } from '../../../clinics/application/ports.js';
import { MOST_A_DAY } from '../../domain/brake.js';
import { StaffCarriers } from './staff-carriers.js';
import { StaffNotices } from './staff-notices.js';
import type { StaffNotice } from './staff-notices.js';

/** So that two do not do it, and nobody relies on the other. */
const TAKE_IT = 'Whoever looks at it takes it there, so that the others see that somebody has it.';

const WORDS: Readonly<
  Record<StaffNotice['what'], (rules: ClinicRules) => { readonly subject: string; readonly text: string }>
> = {
  brake: ({ alias }) => ({
    subject: `${alias}: messages are held until you look`,
    text: [
      `More than ${MOST_A_DAY} messages to one person were about to leave on one day. That looks like a mistake, so the rest is held.`,
      'You find them in the console under Messages, with the reason "more than 20 messages to one person in a day". Release what is right, cancel what is not.',
      'Answers to what people write to you, above all to STOP, go out as always. You are told of this once a day.',
    ].join('\n\n'),
  }),
  'few-answers': ({ alias }) => ({
    subject: `${alias}: fewer than 30 of the last 100 forms were answered`,
    text: [
      'Of the last 100 forms whose time was over, fewer than 30 were answered in time. The number and the day stand in the console under Reports.',
      'Two things often help: look under Messages whether the invitations arrive, and tell people at the desk who writes to them, and why.',
      'You are told of this once, and again only after 100 later forms showed that it had got better.',
    ].join('\n\n'),
  }),
  'look-now': ({ alias }) => ({
    subject: `${alias}: please open your console now`,
    text: [
      'Something has come in that a person has to look at now. It stands first in the console under Flags.',
      TAKE_IT,
    ].join('\n\n'),
  }),
  'look-today': ({ alias }) => ({
    subject: `${alias}: please open your console today`,
    text: [
      'Something has come in that a person has to look at today. You find it in the console under Flags.',
      TAKE_IT,
    ].join('\n\n'),
  }),
  'still-waiting': ({ alias }) => ({
    subject: `${alias}: something still waits in your console`,
    text: [
      'Nobody has taken what came in under Flags, and the time in which somebody should have is over. Please open the console now.',
      'You are told of this once.',
    ].join('\n\n'),
  }),
};

/** Tells a clinic's own people once what they have to know. It is written down before the call and never repeated. */
@Injectable()
export class TellStaff extends DueWork {
  override readonly name = 'tell-staff';
  override readonly pollMs = 5000;

  constructor(
    private readonly notices: StaffNotices,
    private readonly clinics: Clinics,
    private readonly carriers: StaffCarriers,
  ) {
    super();
  }

  override async fire(): Promise<void> {
    for (const notice of await this.notices.untold()) {
      const rules = (await this.clinics.rulesOf([notice.clinicId])).get(notice.clinicId);
      if (rules === undefined || !(await this.notices.tell(notice))) continue;
      await this.carriers.mail({ id: `notice-${notice.id}`, ...WORDS[notice.what](rules) }, rules);
    }
  }

  override nextAt(): Promise<Date | undefined> {
    return this.notices.firstUntold();
  }

  override get changes(): number {
    return this.notices.saves;
  }
}
