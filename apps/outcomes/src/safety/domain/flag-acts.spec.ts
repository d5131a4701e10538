import { DomainError } from '@aftercare/kernel';
import { aFlag, cleared, hour, noon } from '../testing/a-flag.js';
import { clear, type Flag } from './flag.js';
import { acted, isWith, type FlagAct } from './flag-acts.js';

const ana = { who: 'ana', at: hour(1) };
const ben = { who: 'ben', at: hour(2) };
const handOver = (to?: string, note?: string): FlagAct => ({ act: 'hand-over', to, note });
const call = (time?: string, id = 'call-1'): FlagAct => ({ act: 'call', id, outcome: 'no-answer', time });
const takenByAna = (): Flag => acted(aFlag(), { act: 'take' }, ana);
/** What a refusal says. */
const refusalOf = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, kind, message, fields } = error;
    return { code, kind, message, fields };
  }
};

describe('a flag that somebody takes', () => {
  it('is theirs since then, and nothing else about it changes', () => {
    expect(takenByAna()).toEqual(aFlag({ assignment: { kind: 'taken', by: 'ana', at: hour(1) } }));
  });

  it('stays as it is when they take it again', () => {
    const flag = takenByAna();
    expect(acted(flag, { act: 'take' }, { who: 'ana', at: hour(3) })).toBe(flag);
  });

  it('is refused to a colleague, who is told whose it is', () => {
    expect(refusalOf(() => acted(takenByAna(), { act: 'take' }, ben))).toMatchObject({
      code: 'FLAG_TAKEN',
      kind: 'conflict',
      message: 'account ana has this flag since 2027-05-12T13:00:00.000Z',
    });
  });

  it('is cleared by a colleague all the same: who has spoken with the client need not wait', () => {
    const done = clear(takenByAna(), { ...ben, reason: 'spoke' });
    expect(done).toMatchObject({ state: 'cleared', assignment: { by: 'ana' }, cleared: { by: 'ben' } });
  });
});

describe('a flag that is handed over', () => {
  it('waits for whoever takes it next, or for a colleague, and anybody may take it', () => {
    const free = acted(takenByAna(), handOver(undefined, ' off today '), { who: 'ana', at: hour(2) });
    expect(free.assignment).toEqual({ kind: 'handed-over', by: 'ana', at: hour(2), to: undefined, note: 'off today' });
    const forBen = acted(takenByAna(), handOver('ben', ' '), { who: 'ana', at: hour(2) });
    expect(forBen.assignment).toMatchObject({ to: 'ben', note: undefined });
    for (const who of ['ana', 'ben', 'cleo'])
      expect(acted(forBen, { act: 'take' }, { who, at: hour(3) }).assignment).toMatchObject({ kind: 'taken', by: who });
  });

  it('is so by an owner for somebody who is away, and says who did it', () => {
    const owner = { who: 'olga', at: hour(3), mayForOthers: true };
    const freed = acted(takenByAna(), handOver(undefined, 'Ana is ill'), owner);
    expect(freed.assignment).toEqual({
      kind: 'handed-over',
      by: 'olga',
      at: hour(3),
      to: undefined,
      note: 'Ana is ill',
    });
    expect(acted(freed, { act: 'take' }, ben).assignment).toMatchObject({ kind: 'taken', by: 'ben' });
    expect(refusalOf(() => acted(aFlag(), handOver(), owner))).toMatchObject({ code: 'FLAG_NOT_YOURS' });
  });

  it('is so by whoever has it only, and not to themselves', () => {
    const refused = { code: 'FLAG_NOT_YOURS', kind: 'conflict' };
    expect(refusalOf(() => acted(takenByAna(), handOver(), ben))).toMatchObject(refused);
    expect(refusalOf(() => acted(aFlag(), handOver(), ana))).toMatchObject(refused);
    expect(refusalOf(() => acted(takenByAna(), handOver('ana'), ana))).toMatchObject({ fields: [{ field: 'to' }] });
  });

  it('stays as it is when the same is said again, and is refused when it is another thing', () => {
    const flag = acted(takenByAna(), handOver('ben', 'off'), ana);
    expect(acted(flag, handOver('ben', 'off'), { who: 'ana', at: hour(5) })).toBe(flag);
    expect(refusalOf(() => acted(flag, handOver('cleo', 'off'), ana))).toMatchObject({ code: 'FLAG_NOT_YOURS' });
  });

  it('stands in the list of whoever has it, or of whom it waits for', () => {
    const who = (flag: Flag) => ['ana', 'ben'].filter((one) => isWith(flag, one));
    expect(who(aFlag())).toEqual([]);
    expect(who(takenByAna())).toEqual(['ana']);
    expect(who(acted(takenByAna(), handOver('ben'), ana))).toEqual(['ben']);
    expect(who(acted(takenByAna(), handOver(), ana))).toEqual([]);
  });
});

describe('a call about a flag', () => {
  it('is kept with who, when and how it ended, in the order of the calls, and clears nothing', () => {
    const once = acted(aFlag(), call(), { who: 'ana', at: hour(3) });
    // 14:30 in London's summer is 13:30 UTC.
    const twice = acted(
      once,
      { act: 'call', id: 'call-2', outcome: 'reached-fine', time: '14:30' },
      { who: 'ben', at: hour(4) },
    );
    expect(twice).toEqual(
      aFlag({
        calls: [
          { id: 'call-2', by: 'ben', at: hour(1.5), outcome: 'reached-fine' },
          { id: 'call-1', by: 'ana', at: hour(3), outcome: 'no-answer' },
        ],
      }),
    );
  });

  it('is one call however often it is sent', () => {
    const flag = acted(aFlag(), call(), ana);
    expect(acted(flag, call(), ben)).toBe(flag);
  });

  it('was today, not later than now and not before the flag', () => {
    const at = (time: string, flag = aFlag()) => refusalOf(() => acted(flag, call(time), ana));
    expect(at('14:01')).toMatchObject({ fields: [{ field: 'time', message: 'This time has not come yet' }] });
    expect(at('12:59')).toMatchObject({ fields: [{ field: 'time', message: 'The flag was raised after this time' }] });
    expect(at('13:00', aFlag({ raisedAt: new Date(noon.getTime() + 59_000) }))).toMatchObject({
      calls: [{ at: noon }],
    });
  });

  it('has its time in UTC where the zone of the clinic was not kept yet', () => {
    expect(acted(aFlag({ zone: undefined }), call('12:30'), ana).calls).toMatchObject([{ at: hour(0.5) }]);
  });

  it('is not the fifty-first', () => {
    const many = Array.from({ length: 50 }, (_, n) => n).reduce(
      (flag, n) => acted(flag, call(undefined, `${n}`), ana),
      aFlag(),
    );
    expect(refusalOf(() => acted(many, call(undefined, 'more'), ana))).toMatchObject({ code: 'TOO_MANY_CALLS' });
  });
});

describe('a flag whose client was with a doctor', () => {
  it('says who wrote it down first, and stays open', () => {
    const flag = acted(aFlag(), { act: 'seen-by-doctor' }, ana);
    expect(flag).toEqual(aFlag({ seenByDoctor: { by: 'ana', at: hour(1) } }));
    expect(acted(flag, { act: 'seen-by-doctor' }, ben)).toBe(flag);
  });
});

describe('a cleared flag', () => {
  it.each<FlagAct>([{ act: 'take' }, handOver(), call(), { act: 'seen-by-doctor' }])('is done with: $act', (act) => {
    expect(refusalOf(() => acted(aFlag(cleared), act, ana))).toMatchObject({ code: 'FLAG_ALREADY_CLEARED' });
  });
});
