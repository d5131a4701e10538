import { dateOf } from '@aftercare/kernel';
import { clientName } from '../../../contacts/application/ports.js';
import { countsForBrake } from '../../domain/brake.js';
import { chooseChannel } from '../../domain/channels.js';
import { decideSend, mayGoAlong } from '../../domain/decide-send.js';
import type { SendDecision } from '../../domain/decide-send.js';
import { keepsItsHour, mayCarry } from '../../domain/merge.js';
import { byId, countsForCaps } from '../../domain/reminder.js';
import type { Channel, Family, Kind, Reminder } from '../../domain/reminder.js';
import { nominalDue } from '../../domain/timing.js';
import { factsOf, reachOf } from './facts-of-row.js';
import type { Counted, Situation } from './facts-of-row.js';
import type { SlotKnowledge } from './slot-knowledge.js';

export interface Decided {
  readonly row: Reminder;
  readonly decision: SendDecision;
  /** A form that goes in the same message. */
  readonly form?: FormAlong;
}

export interface FormAlong {
  readonly row: Reminder;
  /** Of its link, as its owner told it. */
  readonly generation?: number;
}

const PRECEDENCE: readonly Family[] = ['reply', 'link', 'appointment', 'survey', 'follow-up'];

/** Of two notes of one subject and time, the one that speaks first. */
const STEPS: readonly Kind[] = ['invitation', 'reminder', 'nudge', 'second-nudge'];

/** By the time of the plan that stands: the first one depends on which of two events of an instant came first, and who is sent what must not. */
const inOrder = (rows: readonly Reminder[]): readonly Reminder[] =>
  rows.toSorted(
    (one, other) =>
      PRECEDENCE.indexOf(one.family) - PRECEDENCE.indexOf(other.family) ||
      nominalDue(one.timing, one.zone).getTime() - nominalDue(other.timing, other.zone).getTime() ||
      STEPS.indexOf(one.kind) - STEPS.indexOf(other.kind) ||
      byId(one, other),
  );

/** May the row's client be written to on this channel? */
export const isReachableOn = (row: Reminder, channel: Channel, known: SlotKnowledge): boolean => {
  const reach = reachOf(row, known, known.contacts?.get(clientName(row)));
  return reach !== undefined && 'channel' in chooseChannel({ ...row, channels: [channel] }, reach);
};

const isForm = ({ family }: Reminder): boolean => family === 'survey';

const counts = (row: Reminder, decision: SendDecision): boolean => decision.do === 'send' && countsForBrake(row);

/** Without contact or rules nothing can be judged: the owner was silent about them. */
const waitsForContact = (row: Reminder, known: SlotKnowledge, now: Date): SendDecision | undefined => {
  if (known.contacts !== undefined && known.rules.has(row.clinicId)) return undefined;
  const dueAt = new Date(now.getTime() + 30_000);
  return dueAt < row.notAfter ? { do: 'later', dueAt, reason: 'OWNER_SILENT' } : { do: 'skip', reason: 'OWNER_SILENT' };
};

/** The form of this person and day that goes in the message of a visit's reminder (docs/adr/0015); the longest waiting one. */
const formFor = (
  { row, decision }: Decided,
  forms: readonly Reminder[],
  known: SlotKnowledge,
  situation: Situation,
): FormAlong | undefined => {
  if (decision.do !== 'send' || !mayCarry(row)) return undefined;
  const { now } = situation;
  const fit = inOrder(forms).find((form) => {
    const facts = factsOf(form, known, situation);
    const isOfToday = dateOf(form.dueAt, facts.allowed.zone) <= dateOf(now, facts.allowed.zone);
    const isEarly = keepsItsHour(form) && nominalDue(form.timing, form.zone) > now;
    return isOfToday && !isEarly && mayGoAlong(form, facts, now, decision.channel);
  });
  if (fit === undefined) return undefined;
  const survey = known.surveys?.get(`${fit.clinicId}/${fit.subject.surveyId ?? ''}`);
  return { row: fit, ...(survey === undefined ? {} : { generation: survey.generation }) };
};

/** A row as a decision leaves it, as far as later notes of its form or next visit look at it. */
const standingOf = (row: Reminder, decision: SendDecision, now: Date): Reminder => {
  switch (decision.do) {
    case 'send':
      return { ...row, state: 'sent', sentAt: now };
    case 'rehearse':
      return { ...row, state: 'rehearsed' };
    case 'later':
      return { ...row, state: 'planned', dueAt: decision.dueAt };
    case 'hold':
      return { ...row, state: 'held' };
    case 'skip':
      return { ...row, state: 'skipped', reason: decision.reason };
    case 'withdraw':
      return { ...row, state: 'withdrawn', reason: decision.reason };
  }
};

/** What the decisions of a slot know of everybody in it. */
class People {
  private readonly counted = new Map<string, readonly Counted[]>();
  private readonly waiting = new Map<string, readonly Reminder[]>();
  /** Of the slot itself. */
  private readonly forms = new Map<string, readonly Reminder[]>();
  private readonly gone = new Set<string>();
  private readonly notes = new Map<string, Reminder>();

  constructor({ counted, waiting }: SlotKnowledge, rows: readonly Reminder[]) {
    for (const { client, ...message } of counted) add(this.counted, client, message);
    for (const row of waiting) add(this.waiting, clientName(row), row);
    for (const row of rows.filter(isForm)) add(this.forms, clientName(row), row);
  }

  isGone({ id }: Reminder): boolean {
    return this.gone.has(id);
  }

  of(row: Reminder, now: Date): Situation {
    const name = clientName(row);
    return { counted: this.counted.get(name) ?? [], waiting: this.waiting.get(name) ?? [], notes: this.notes, now };
  }

  /** Forms of the row's person that are not decided about yet. */
  formsOf(row: Reminder): readonly Reminder[] {
    const name = clientName(row);
    const waiting = (this.waiting.get(name) ?? []).filter(isForm);
    return [...(this.forms.get(name) ?? []), ...waiting].filter((one) => !this.isGone(one));
  }

  decided({ row, decision, form }: Decided, now: Date): void {
    const name = clientName(row);
    if (counts(row, decision))
      add(this.counted, name, { at: now, isSurvey: row.family === 'survey', isCapped: countsForCaps(row) });
    if (decision.do === 'later') add(this.waiting, name, { ...row, dueAt: decision.dueAt });
    this.notes.set(row.id, standingOf(row, decision, now));
    if (form === undefined) return;
    this.gone.add(form.row.id);
    this.notes.set(form.row.id, standingOf(form.row, decision, now));
    this.waiting.set(
      name,
      (this.waiting.get(name) ?? []).filter(({ id }) => id !== form.row.id),
    );
  }
}

const add = <T>(lists: Map<string, readonly T[]>, name: string, item: T): void => {
  lists.set(name, [...(lists.get(name) ?? []), item]);
};

/** Decides about all rows of a slot in order of precedence; what one client gets from this slot counts at once. */
export const decideSlot = (rows: readonly Reminder[], known: SlotKnowledge, now: Date): readonly Decided[] => {
  const people = new People(known, rows);
  return inOrder(rows).flatMap((row): readonly Decided[] => {
    if (people.isGone(row)) return [];
    const situation = people.of(row, now);
    const decision = waitsForContact(row, known, now) ?? decideSend(row, factsOf(row, known, situation), now);
    const form = formFor({ row, decision }, people.formsOf(row), known, situation);
    const decided = { row, decision, ...(form === undefined ? {} : { form }) };
    people.decided(decided, now);
    return [decided];
  });
};
