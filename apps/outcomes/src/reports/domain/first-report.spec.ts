import type { ClientFigures } from './client-figures.js';
import { firstReport, type Cell, type Measure } from './first-report.js';
import type { Counts } from './increments.js';

const head = { clinicId: 'c1', period: { from: '2027-01-01', to: '2027-03-31' }, scoring: 'scores@1' };

const NOBODY: ClientFigures = { compared: undefined, visited: new Set() };
const times = (count: number, one: ClientFigures): readonly ClientFigures[] => Array.from({ length: count }, () => one);
const asked = (technique: string, counts: Counts = {}): ClientFigures => ({
  ...NOBODY,
  compared: { technique, counts: { dueClients: 1, ...counts } },
});
const comparable = (technique: string, responders = 0): ClientFigures => asked(technique, { eligible: 1, responders });
const visited = (...techniques: readonly string[]): ClientFigures => ({ ...NOBODY, visited: new Set(techniques) });
/** Forms of a day: of a technique, and of all. */
const forms = (technique: string, count: number, unwanted: number): readonly Cell[] =>
  [
    { by: 'technique' as const, key: technique },
    { by: 'all' as const, key: 'all' },
  ].map((group) => ({
    cell: { on: '2027-03-01', ...group },
    counts: { forms: count, unwanted },
  }));

const reportOf = (people: readonly ClientFigures[], cells: readonly Cell[] = []) => {
  const report = firstReport(head, cells, people);
  const groupOf = (key: string) => report.groups.find((one) => one.key === key);
  const hides = (measure: Measure): readonly string[] =>
    report.groups.filter(({ suppressed }) => suppressed?.includes(measure) === true).map(({ key }) => key);
  return { ...report, groupOf, hides };
};

describe('the responders of a group', () => {
  it('are hidden when one to four people were asked, also when none of them can be compared', () => {
    const { groupOf, hides } = reportOf([
      ...times(4, asked('craniosacral')),
      ...times(5, comparable('deep-tissue')),
      ...times(6, asked('deep-tissue')),
      ...times(7, comparable('swedish')),
      ...times(8, asked('swedish')),
    ]);
    expect(groupOf('craniosacral')?.responder50).toBeNull();
    // The next smallest goes with it, so that it cannot be worked out.
    expect(hides('responder50')).toEqual(['craniosacral', 'deep-tissue']);
    expect(groupOf('swedish')?.responder50?.due).toMatchObject({ n: 0, of: 15 });
  });

  it('are shown when five or more were asked and nobody can be compared yet', () => {
    const { groupOf } = reportOf(times(6, asked('swedish')));
    expect(groupOf('swedish')?.responder50).toMatchObject({ answered: { of: 0 }, due: { n: 0, of: 6 } });
  });

  it('of fewer than five comparable people cannot be worked out beside a group in which people were only asked', () => {
    const { groupOf, hides } = reportOf([
      ...times(3, comparable('craniosacral', 1)),
      ...times(4, asked('myofascial')),
      ...times(9, comparable('swedish')),
    ]);
    expect(hides('responder50')).toEqual(['craniosacral', 'myofascial', 'swedish']);
    expect(groupOf('all')?.responder50?.answered).toMatchObject({ n: 3, of: 12 });
  });
});

describe('the unwanted effects of a group', () => {
  it('are hidden with the next group until five different people stand behind what is hidden', () => {
    const cells = [
      ...forms('craniosacral', 3, 3),
      ...forms('deep-tissue', 7, 0),
      ...forms('myofascial', 3, 3),
      ...forms('swedish', 12, 0),
    ];
    const { groupOf, hides } = reportOf(
      [
        ...times(3, visited('craniosacral', 'myofascial')),
        ...times(6, visited('deep-tissue')),
        ...times(12, visited('swedish')),
      ],
      cells,
    );
    expect(hides('unwanted')).toEqual(['craniosacral', 'deep-tissue', 'myofascial']);
    expect(groupOf('swedish')?.unwanted).toMatchObject({ n: 0, of: 12 });
  });

  it('of one person are hidden, and so is why fewer than five people are not compared', () => {
    const { hides, exclusions } = reportOf(
      [visited('swedish'), asked('swedish', { 'excluded:no-baseline': 1 })],
      forms('swedish', 1, 1),
    );
    expect(hides('unwanted')).toEqual(['all', 'swedish']);
    expect(exclusions).toEqual([]);
  });
});

describe('counters of versions before', () => {
  it('hold figures of people by day, of which nothing is read', () => {
    const stale: Cell = {
      cell: { on: '2027-03-01', by: 'all', key: 'all' },
      counts: { pairs: 3, eligible: 2, dueClients: 9, 'excluded:no-baseline': 1 },
    };
    const people = times(5, comparable('swedish'));
    expect(firstReport(head, [stale], people)).toEqual(firstReport(head, [], people));
  });
});
