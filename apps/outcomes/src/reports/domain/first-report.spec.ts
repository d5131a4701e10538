import { firstReport, type Cell } from './first-report.js';
import type { Counts } from './increments.js';

const head = { clinicId: 'c1', period: { from: '2027-01-01', to: '2027-03-31' }, scoring: 'scores@1' };
const cellOf = (by: 'all' | 'technique', key: string, counts: Counts): Cell => ({
  cell: { on: '2027-03-01', by, key },
  counts,
});
const groupOf = (cells: readonly Cell[], key: string) => firstReport(head, cells).groups.find((one) => one.key === key);

describe('the responders of a group', () => {
  it('are hidden when one to four people were asked, also when none of them can be compared', () => {
    const cells = [
      cellOf('all', 'all', { eligible: 12, dueClients: 30, responders: 4 }),
      cellOf('technique', 'craniosacral', { dueClients: 4 }),
      cellOf('technique', 'deep-tissue', { eligible: 5, dueClients: 11, responders: 2 }),
      cellOf('technique', 'swedish', { eligible: 7, dueClients: 15, responders: 2 }),
    ];
    expect(groupOf(cells, 'craniosacral')?.responder50).toBeNull();
    expect(groupOf(cells, 'craniosacral')?.suppressed).toContain('responder50');
    // The next smallest goes with it, so that it cannot be worked out.
    expect(groupOf(cells, 'deep-tissue')?.responder50).toBeNull();
    expect(groupOf(cells, 'swedish')?.responder50?.due).toMatchObject({ n: 2, of: 15 });
  });

  it('are shown when five or more were asked and nobody can be compared yet', () => {
    const cells = [cellOf('all', 'all', { dueClients: 6 }), cellOf('technique', 'swedish', { dueClients: 6 })];
    expect(groupOf(cells, 'swedish')?.responder50).toMatchObject({ answered: { of: 0 }, due: { n: 0, of: 6 } });
  });
});
