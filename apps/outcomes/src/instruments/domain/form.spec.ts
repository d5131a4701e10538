import { checkGate, checkPart, readGate } from './check-part.js';
import { INSTRUMENTS, instrumentOf } from './catalogue.js';
import type { FormFacts } from './conditions.js';
import { applicableAnswers, GATE, itemsShown, nextPart, partsToAsk, placeOf } from './form.js';
import type { Answers } from './answers.js';
import type { Item } from './item.js';
import { latinDigits, type RawForm } from './read-answer.js';
import { GATE_ITEMS, gateItemsFor, levelOf } from './safety.js';
import { surprising } from './soft-check.js';

const facts: FormFacts = {
  presumed: false,
  selfCarePlan: false,
  fiftyPlus: undefined,
  windowDays: 21,
  shortForm: false,
};
const post = instrumentOf('post-session@1');
const follow = instrumentOf('follow-up@1');
const intake = instrumentOf('intake@1');
const partOf = (instrument: typeof post, id: string) => instrument.parts.find((part) => part.id === id)!;
const check = (
  instrument: typeof post,
  id: string,
  raw: RawForm,
  more: Partial<FormFacts> = {},
  earlier: Answers = {},
) => checkPart(partOf(instrument, id), raw, { instrument, facts: { ...facts, ...more }, earlier });

describe('instruments', () => {
  it('have unique codes, at most four items a part and own parts for every item', () => {
    for (const instrument of INSTRUMENTS) {
      const codes = instrument.parts.flatMap((part) => part.items.map((item) => item.code));
      expect(new Set(codes).size).toBe(codes.length);
      for (const part of instrument.parts) expect(part.items.length).toBeLessThanOrEqual(4);
    }
  });

  it('have all items of the definition', () => {
    const codes = (instrument: typeof post) => instrument.parts.flatMap((part) => part.items.map((item) => item.code));
    expect(codes(post).sort()).toEqual([
      'ps0',
      'ps1',
      'ps2',
      'ps3',
      'ps3a',
      'ps3b',
      'ps3c',
      'ps4',
      'ps5',
      'ps6',
      'ps7',
    ]);
    expect(new Set(codes(follow))).toEqual(
      new Set(['f1', 'f2', 'f3', 'f4', 'f5', 'f6', 'f6a', 'f7', 'f8', 'f9', 'f10', 'f11', 'f12', 'f13', 'f14']),
    );
    for (let number = 1; number <= 29; number += 1) expect(codes(intake)).toContain(`a${number}`);
  });

  it('can show every item to somebody', () => {
    const rich: Answers = { ps1: 'migraine', ps3: 'yes', f1: 10, f6: 20, a3: 10, a11: 20, a12: ['triptan'], a24: 'no' };
    const everything: FormFacts = {
      presumed: true,
      selfCarePlan: true,
      fiftyPlus: true,
      windowDays: 28,
      shortForm: false,
    };
    for (const instrument of INSTRUMENTS) {
      const kept = applicableAnswers(
        instrument,
        Object.fromEntries(
          instrument.parts.flatMap((part) => part.items.map((item) => [item.code, rich[item.code] ?? 1])),
        ),
        everything,
      );
      expect(Object.keys(kept).sort()).toEqual(
        instrument.parts.flatMap((part) => part.items.map((item: Item) => item.code)).sort(),
      );
    }
  });
});

describe('the way through a form', () => {
  it('is two parts and the gate after a visit without complaints', () => {
    const answers: Answers = { ps1: 'no', ps3: 'no' };
    expect(partsToAsk(post, answers, facts).map((part) => part.id)).toEqual(['1', '2']);
    expect(nextPart(post, { parts: new Set(['1', '2']), answers }, facts)).toBe(GATE);
    expect(nextPart(post, { parts: new Set(['1', '2', GATE]), answers }, facts)).toBeUndefined();
    expect(placeOf(post, answers, { part: '2', facts })).toEqual({ number: 2, total: 3, continued: false });
  });

  it('asks for details in a continuation of the same part', () => {
    const answers: Answers = { ps1: 'headache', ps3: 'no' };
    expect(nextPart(post, { parts: new Set(['1']), answers }, facts)).toBe('1b');
    expect(itemsShown(partOf(post, '1b'), answers, facts).map((item) => item.code)).toEqual(['ps2']);
    expect(placeOf(post, answers, { part: '1b', facts })).toEqual({ number: 1, total: 3, continued: true });
    expect(itemsShown(partOf(post, '1b'), { ps1: 'no', ps3: 'not-sure' }, facts).map((item) => item.code)).toEqual([
      'ps3a',
      'ps3b',
      'ps3c',
    ]);
  });

  it('asks first whether a presumed visit took place, and ends when it did not', () => {
    const presumed = { ...facts, presumed: true };
    expect(itemsShown(partOf(post, '1'), {}, presumed)[0]?.code).toBe('ps0');
    expect(itemsShown(partOf(post, '1'), {}, facts)[0]?.code).toBe('ps1');
    expect(nextPart(post, { parts: new Set(['1']), answers: { ps0: 'no' } }, presumed)).toBeUndefined();
    expect(partsToAsk(post, { ps0: 'no' }, presumed)).toEqual([]);
  });

  it('is short when somebody has an attack, and still ends at the gate', () => {
    const short = { ...facts, shortForm: true };
    expect(partsToAsk(post, {}, short).map((part) => part.id)).toEqual(['1']);
    expect(itemsShown(partOf(post, '1'), {}, short).map((item) => item.code)).toEqual(['ps1']);
    expect(partsToAsk(follow, {}, short).map((part) => part.id)).toEqual(['1']);
    expect(nextPart(follow, { parts: new Set(['1']), answers: { f1: 0 } }, short)).toBe(GATE);
  });

  it('does not ask for days in a window of under two weeks', () => {
    const early = { ...facts, windowDays: 13 };
    expect(partsToAsk(follow, {}, early).map((part) => part.id)).toEqual(['3', '4', '5']);
    expect(partsToAsk(follow, {}, { ...facts, windowDays: 14 })[0]?.id).toBe('1');
  });
});

describe('checking a part', () => {
  it('keeps zero and silence apart', () => {
    expect(check(follow, '1', { f1: '0', f2: '', f3: '' })).toEqual({ answers: { f1: 0 }, problems: [] });
    expect(check(follow, '1', {}).problems).toEqual([{ item: 'f1', message: 'Enter a number from 0 to 21.' }]);
    expect(check(follow, '3', {})).toEqual({ answers: {}, problems: [] });
  });

  it('gives one linked error when migraine days exceed headache days', () => {
    expect(check(follow, '1', { f1: '4', f2: '6', f3: '4' }).problems).toEqual([
      { item: 'f2', message: 'Migraine days cannot be more than headache days (4).' },
    ]);
    expect(check(follow, '1', { f1: '0', f2: '3' }).problems).toEqual([
      { item: 'f2', message: 'Migraine days cannot be more than headache days (0).' },
    ]);
  });

  it('wants burden days between migraine and headache days', () => {
    expect(check(follow, '1', { f1: '9', f2: '4', f3: '3' }).problems.map((one) => one.item)).toEqual(['f3']);
    expect(check(follow, '1', { f1: '9', f2: '4', f3: '10' }).problems.map((one) => one.item)).toEqual(['f3']);
    expect(check(follow, '1', { f1: '9', f2: '4', f3: '4' }).answers).toEqual({ f1: 9, f2: 4, f3: 4 });
  });

  it('asks for the days behind a headache', () => {
    expect(check(intake, '2', { a3: '5' }).problems.map((one) => one.item)).toEqual(['a4', 'a5']);
    expect(check(intake, '2', { a3: '0' }).problems).toEqual([]);
  });

  it.each([
    ['22', 'Enter a number from 0 to 21.'],
    ['-1', 'Enter a number from 0 to 21.'],
    ['3.5', 'Enter a number from 0 to 21.'],
    ['many', 'Enter a number from 0 to 21.'],
  ])('refuses %s days of 21', (typed, message) => {
    expect(check(follow, '1', { f1: typed }).problems[0]).toEqual({ item: 'f1', message });
  });

  it('reads digits of other scripts', () => {
    expect(latinDigits('١٢ ۷ ３')).toBe('12 7 3');
    expect(check(follow, '1', { f1: '٠' }).answers).toEqual({ f1: 0 });
  });

  it('has no worst pain of zero with a headache', () => {
    expect(check(post, '1b', { ps2: '0' }, {}, { ps1: 'migraine', ps3: 'no' }).problems).toEqual([
      { item: 'ps2', message: 'You chose a headache, so the worst pain is 1 to 10.' },
    ]);
  });

  it('drops what does not apply any more', () => {
    expect(check(intake, '6', { a11: '2', a12: ['simple'], a13: '1', a14: 'none' }).answers).toEqual({
      a11: 2,
      a12: ['simple'],
      a14: 'none',
    });
    expect(check(intake, '9', { a24: 'often', a25: 'ask' }).answers).toEqual({ a24: 'often' });
  });

  it('keeps "none" apart from the others and counts the most', () => {
    expect(check(follow, '4', { f11: ['no', 'other'] }).problems[0]?.message).toBe(
      'Choose "No" or the others, not both.',
    );
    expect(check(intake, '11', { a27: ['fewer-days', 'less-intense', 'other'] }).problems[0]?.message).toBe(
      'Choose up to 2.',
    );
    expect(check(follow, '4', { f11: ['other', 'acute'] }).answers).toEqual({ f11: ['acute', 'other'] });
  });

  it('tells "no demanding time" from no answer', () => {
    expect(check(intake, '7', { a19: 'none' }).answers).toEqual({ a19: 'none' });
    expect(check(intake, '7', { 'a19.from': '2027-05-01', 'a19.to': '2027-05-20' }).answers).toEqual({
      a19: { from: '2027-05-01', to: '2027-05-20' },
    });
    expect(check(intake, '7', { 'a19.from': '2027-05-01', 'a19.to': '2027-09-20' }).problems).toHaveLength(1);
    expect(check(intake, '7', {}).answers).toEqual({});
  });

  it('refuses values that no page offers', () => {
    expect(check(post, '1', { ps1: 'x', ps3: 'no' }).problems[0]?.message).toBe(
      'Choose an answer for "Any headache?".',
    );
    expect(check(post, '1', { ps1: 'no' }).problems[0]?.item).toBe('ps3');
  });

  it('asks once about a surprising count without showing the earlier one', () => {
    expect(surprising({ f1: 20 }, 21, { days: 3, windowDays: 28 })).toBe(
      'You said 20 days. That is quite different from last time. Is it right?',
    );
    expect(surprising({ f1: 3 }, 21, { days: 3, windowDays: 28 })).toBeUndefined();
    const asks = (days: number, windowDays: number) =>
      surprising({ f1: days }, windowDays, { days: 3, windowDays: 28 }) !== undefined;
    expect([asks(18, 28), asks(17, 28), asks(9, 14), asks(8, 14)]).toEqual([true, false, true, false]);
    expect(surprising({}, 21, { days: 3, windowDays: 28 })).toBeUndefined();
  });
});

describe('the safety gate', () => {
  it('asks the items of fifty and over also when the age is not known', () => {
    expect(gateItemsFor(false)).toHaveLength(GATE_ITEMS.length - 2);
    expect(gateItemsFor(true)).toHaveLength(GATE_ITEMS.length);
    expect(gateItemsFor(undefined)).toHaveLength(GATE_ITEMS.length);
  });

  it('cannot be skipped', () => {
    expect(checkGate({}, facts).problems[0]?.message).toBe('Tick the ones you had, or None of these.');
    expect(checkGate({ sg: ['none', 'r1'] }, facts).problems).toHaveLength(1);
    expect(checkGate({ sg: 'none' }, facts).problems).toEqual([]);
    expect(checkGate({ sg: ['e1'] }, facts).problems[0]?.item).toBe('when-e1');
  });

  it.each([
    [{ sg: 'e1', 'when-e1': 'now' }, 'E'],
    [{ sg: ['e1', 'r1'], 'when-e1': 'checked' }, 'R'],
    [{ sg: 'e2', 'when-e2': 'unchecked' }, 'U'],
    [{ sg: 'u1' }, 'U'],
    [{ sg: 'r2' }, 'R'],
    [{ sg: 'none' }, undefined],
  ])('reads %j as %s', (raw, level) => {
    expect(levelOf(readGate(raw))).toBe(level);
  });
});
