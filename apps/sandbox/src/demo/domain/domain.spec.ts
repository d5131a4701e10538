import { readOptions } from '../options.js';
import { localOf, weekdayOf } from '@aftercare/kernel';
import { Agenda } from './agenda.js';
import { AnswerSheet, type AnswerMood, type Question } from './answers.js';
import { DEMO_CLINICS, type DemoClinic } from './clinics.js';
import { Dice } from './dice.js';
import { deskMarkAt, markAfter, markAt } from './marks.js';
import { makePerson } from './people.js';
import { Diary, fateOf, techniqueOf } from './visits.js';

const clinicIn = (country: DemoClinic['country']): DemoClinic => {
  const clinic = DEMO_CLINICS.find((one) => one.country === country);
  if (clinic === undefined) throw new Error(`no clinic in ${country}`);
  return clinic;
};
const london = clinicIn('GB');
const rolls = (dice: Dice): readonly number[] => Array.from({ length: 20 }, () => dice.next());

describe('dice', () => {
  it('of one seed always roll the same, of two seeds differently', () => {
    expect(rolls(new Dice('1'))).toEqual(rolls(new Dice('1')));
    expect(rolls(new Dice('1'))).not.toEqual(rolls(new Dice('2')));
  });

  it('forked by a name do not depend on what was rolled before', () => {
    const used = new Dice('1');
    rolls(used);
    expect(rolls(used.fork('mara'))).toEqual(rolls(new Dice('1').fork('mara')));
  });

  it('keep to their bounds and weights', () => {
    const dice = new Dice('bounds');
    const numbers = Array.from({ length: 500 }, () => dice.int(2, 4));
    expect([...new Set(numbers)].sort()).toEqual([2, 3, 4]);
    const names = Array.from({ length: 500 }, () => dice.weighted({ often: 9, seldom: 1, never: 0 }));
    expect(names.filter((name) => name === 'often').length).toBeGreaterThan(400);
    expect(names).not.toContain('never');
  });
});

describe('people', () => {
  const all = DEMO_CLINICS.flatMap((clinic) =>
    Array.from({ length: 56 }, (_unused, index) => makePerson(clinic, index, new Dice(`1/${clinic.clinicId}`))),
  );

  it('are the same for the same dice', () => {
    const again = makePerson(london, 7, new Dice(`1/${london.clinicId}`));
    expect(again).toEqual(all[7]);
    expect(makePerson(london, 7, new Dice('2'))).not.toEqual(again);
  });

  it('have numbers and addresses of their own, and at least one of them', () => {
    const phones = all.flatMap(({ phone }) => phone ?? []);
    const emails = all.flatMap(({ email }) => email ?? []);
    expect(new Set(phones).size).toBe(phones.length);
    expect(new Set(emails).size).toBe(emails.length);
    expect(all.every(({ phone, email }) => phone !== null || email !== null)).toBe(true);
    expect(phones.every((phone) => /^\+(44\d{10}|1\d{10}|61\d{9})$/.test(phone))).toBe(true);
    const senders = DEMO_CLINICS.map(({ smsSender }) => smsSender);
    expect(phones.filter((phone) => senders.includes(phone))).toEqual([]);
  });

  it('show every way of answering and of writing back', () => {
    expect(new Set(all.map(({ answering }) => answering)).size).toBe(4);
    expect(new Set(all.map(({ texting }) => texting)).size).toBe(5);
    expect(all.some(({ movesTo }) => movesTo !== null)).toBe(true);
    expect(all.every(({ health }) => health.migraineDays <= health.headacheDays && health.headacheDays <= 28)).toBe(
      true,
    );
  });
});

describe('the diary', () => {
  const wish = { from: '2027-03-20', last: '2027-04-30' };

  it('never gives one place twice, until nothing is left', () => {
    const diary = new Diary(london);
    const dice = new Dice('diary');
    const places: string[] = [];
    for (let slot = diary.reserve(wish, dice); slot !== undefined; slot = diary.reserve(wish, dice))
      places.push(`${slot.practitioner} ${slot.startsAt.toISOString()}`);
    expect(new Set(places).size).toBe(places.length);
    expect(places.length).toBe(10 * 4 * london.practitioners.length);
  });

  it('gives open days only, at the clinic’s own times, on both sides of a change of clocks', () => {
    const diary = new Diary(london);
    for (const from of ['2027-03-26', '2027-03-27', '2027-03-29']) {
      const slot = diary.reserve({ from, last: '2027-04-30' }, new Dice(from));
      expect(london.openDays).toContain(slot === undefined ? 0 : weekdayOf(slot.date));
      expect(slot === undefined ? undefined : localOf(slot.startsAt, london.zone)).toEqual({
        date: slot?.date,
        time: slot?.time,
      });
    }
  });

  it('gives a place back, keeps to the last day and to able practitioners', () => {
    const diary = new Diary(london);
    const day = { from: '2027-03-22', last: '2027-03-22', isAble: (practitioner: number) => practitioner === 1 };
    const slots = Array.from({ length: 4 }, () => diary.reserve(day, new Dice('one')));
    expect(slots.every((slot) => slot?.practitioner === 1)).toBe(true);
    expect(diary.reserve(day, new Dice('one'))).toBeUndefined();
    if (slots[0] !== undefined) diary.release(slots[0]);
    expect(diary.reserve(day, new Dice('one'))).toEqual(slots[0]);
  });

  it('offers only techniques that the practitioner has learned', () => {
    const dice = new Dice('technique');
    const codes = Array.from({ length: 100 }, () => techniqueOf(dice, ['myofascial']).technique);
    expect([...new Set(codes)].sort()).toEqual(['myofascial', 'swedish']);
    expect(new Set(Array.from({ length: 300 }, () => fateOf(dice))).size).toBe(6);
  });
});

describe('the command line', () => {
  it('asks for a full run unless it says otherwise', () => {
    expect(readOptions(['--headless'])).toMatchObject({ headless: true, seed: '1', days: 84, clinics: 3 });
    expect(readOptions(['--days', '3', '--clients', '1'])).toMatchObject({ days: 3, clientsPerClinic: 1 });
  });

  it.each([
    [['--days', '2'], '--days "2" is not a number from 3 to 84'],
    [['--clinics', '0'], '--clinics "0" is not a number from 1 to 3'],
    [['--clients', 'many'], '--clients "many" is not a number from 1 to 50'],
  ])('is told what is wrong with %j', (words, problem) => {
    expect(() => readOptions(words)).toThrow(problem);
  });
});

describe('marks', () => {
  it.each([
    ['2027-03-02T09:00:00Z', '2027-03-02T09:00:00.000Z', '2027-03-02T09:30:00.000Z'],
    ['2027-03-02T09:00:01Z', '2027-03-02T09:30:00.000Z', '2027-03-02T09:30:00.000Z'],
  ])('of %s', (instant, at, after) => {
    expect(markAt(new Date(instant)).toISOString()).toBe(at);
    expect(markAfter(new Date(instant)).toISOString()).toBe(after);
  });

  it.each([
    ['2027-03-02T08:10:00Z', '2027-03-02T10:00:00.000Z'],
    ['2027-03-02T17:00:00Z', '2027-03-02T17:00:00.000Z'],
    ['2027-03-02T17:01:00Z', '2027-03-03T10:00:00.000Z'],
    // Friday evening before the clocks go forward: Monday 10:00 is an hour earlier.
    ['2027-03-26T18:00:00Z', '2027-03-29T09:00:00.000Z'],
  ])('at the desk for %s are %s', (instant, mark) => {
    expect(deskMarkAt(new Date(instant), london).toISOString()).toBe(mark);
  });
});

describe('the agenda', () => {
  it('gives what is due in order of time, and within one instant in order of planning', () => {
    const start = new Date('2027-03-01T00:00:00Z');
    const agenda = new Agenda(start);
    const at = (hours: number): Date => new Date(start.getTime() + hours * 3_600_000);
    for (const [hours, what] of [
      [2, 'c'],
      [1, 'a'],
      [1, 'b'],
      [3, 'd'],
    ] as const)
      agenda.plan(at(hours), { who: 'mara', what, run: () => Promise.resolve() });
    expect(agenda.nextAt()).toEqual(at(1));
    expect(agenda.take(at(2)).map(({ what }) => what)).toEqual(['a', 'b', 'c']);
    expect(agenda.nextAt()).toEqual(at(3));
    agenda.take(at(3));
    expect(agenda.nextAt()).toBeUndefined();
  });
});

describe('answers', () => {
  const mood = (seed: string): AnswerMood => ({
    health: { headacheDays: 14, migraineDays: 9, burdenDays: 11, trend: 0.5, soreness: 0.2 },
    dice: new Dice(seed),
    progress: 0.5,
    attended: false,
  });
  const days = (name: string, max?: number): Question => ({ name, kind: 'days', values: [], max });

  it.each(['1', '2', '3', '4', '5'])('keep parts within their whole (seed %s)', (seed) => {
    const sheet = new AnswerSheet(mood(seed));
    const [f1, f2, f3] = [days('f1', 21), days('f2'), days('f3')].map((question) => Number(sheet.answer(question)[0]));
    expect(f1).toBeLessThanOrEqual(21);
    expect(f2).toBeLessThanOrEqual(f3 ?? 0);
    expect(f3).toBeLessThanOrEqual(f1 ?? 0);
  });

  it('say that a visit did not take place when it did not', () => {
    const sheet = new AnswerSheet(mood('1'));
    expect(sheet.answer({ name: 'ps0', kind: 'one', values: ['yes', 'no'], max: undefined })).toEqual(['no']);
  });
});
