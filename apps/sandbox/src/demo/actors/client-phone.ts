import type { Dice } from '../domain/dice.js';
import { hourAfter, markAfter, markAt, spareTimeAt } from '../domain/marks.js';
import type { Person } from '../domain/people.js';
import type { Run } from '../play/run.js';
import type { ClientLife } from './client-life.js';
import { SurveyFiller } from './survey-filler.js';

const HOUR_MS = 3_600_000;
const SURVEY_LINK = /https?:\/\/\S+\/s\/([0-9A-Za-z]{22})/;
const NUDGE = /time for your next visit/;
const NONSENSE = ['ok thx, who is this?', 'see u then', 'my cat is on the keyboard 123'] as const;

/** What a person does with what arrives on the phone and in the mailbox. */
export class ClientPhone {
  private readonly seenSurveys = new Set<string>();
  private texts = 0;
  private nudged = false;

  constructor(
    private readonly person: Person,
    private readonly life: ClientLife,
    private readonly dice: Dice,
    private readonly run: Run,
  ) {}

  /** A text arrived from a clinic's number. */
  onText(body: string, from: string): void {
    this.texts += 1;
    this.onMessage(body);
    this.reply(from);
  }

  /** Nobody looks into a closed mailbox, nor reads on what was called unwanted. */
  onMail(text: string): void {
    if (this.person.mailbox === 'works') this.onMessage(text);
  }

  private onMessage(text: string): void {
    const token = SURVEY_LINK.exec(text);
    if (token?.[1] !== undefined && !this.seenSurveys.has(token[1])) {
      this.seenSurveys.add(token[1]);
      this.planSurvey(token[0]);
    }
    if (NUDGE.test(text) && !this.nudged) {
      this.nudged = true;
      this.plan(markAfter(this.run.now()), 'think about a note', async () => {
        this.nudged = false;
        this.life.answerNudge();
        await Promise.resolve();
      });
    }
  }

  private planSurvey(url: string): void {
    const dice = this.dice.fork(`survey/${this.seenSurveys.size}`);
    if (this.person.answering === 'never') return;
    const now = this.run.now();
    const at =
      this.person.answering === 'late'
        ? spareTimeAt(new Date(now.getTime() + dice.int(8, 40) * HOUR_MS), this.person.zone)
        : hourAfter(now);
    if (at >= this.run.until) return;
    this.plan(at, 'answer a survey', () => this.answer(url, dice));
  }

  private async answer(url: string, dice: Dice): Promise<void> {
    const { person, life, run } = this;
    const began = run.agenda.startedAt.getTime();
    const progress = (run.now().getTime() - began) / (run.until.getTime() - began);
    const filler = new SurveyFiller((sessionId) => ({
      health: person.health,
      dice,
      progress,
      attended: life.attended.get(sessionId ?? '') ?? true,
    }));
    const half = person.answering === 'half' && dice.fork('half').chance(0.7);
    const record = await filler.fill(url, { clientRef: life.clientRef, at: run.now(), half });
    if (record !== undefined) run.keeper.answers.push(record);
  }

  private reply(clinicNumber: string): void {
    const { texting } = this.person;
    if ((texting === 'stop' || texting === 'stop-start') && this.texts === 3) {
      this.say(clinicNumber, this.dice.pick(['STOP', 'Stop please', 'stop.']), markAfter(this.run.now()));
      if (texting === 'stop-start') {
        this.say(clinicNumber, 'START', markAt(new Date(this.run.now().getTime() + 10 * 24 * HOUR_MS)));
      }
    }
    if (texting === 'nonsense' && this.texts === 2)
      this.say(clinicNumber, this.dice.pick(NONSENSE), markAfter(this.run.now()));
    if (texting === 'help' && this.texts === 2) this.say(clinicNumber, 'HELP', markAfter(this.run.now()));
  }

  private say(to: string, body: string, at: Date): void {
    const from = this.person.phone;
    if (from === null || at >= this.run.until) return;
    this.plan(at, `text ${body}`, async () => {
      this.run.keeper.inbound.push({ at: this.run.now().toISOString(), from, to, body });
      await this.run.world.reply({ from, to, body });
    });
  }

  private plan(at: Date, what: string, run: () => Promise<void>): void {
    this.run.agenda.plan(at, { who: this.person.name, what, run });
  }
}
