import type { FirstReport, Share } from '../api/answers.js';
import { changeText, fewAnswers, figuresOf, isUnderHalf, pairsNotice, shareText } from './figures.js';

const share: Share = { n: 14, of: 20, rate: 0.7, low: 0.481, high: 0.8545 };
const few: Share = { n: 3, of: 7, rate: null, low: null, high: null };
const change = { pairs: 24, mean: -2.6, sd: 4, low: -4.3, high: -0.9 };

const report: FirstReport = {
  clinicId: 'clinic-elm',
  period: { from: '2027-04-01', to: '2027-04-30' },
  algorithm: 'first-report@1',
  flow: { due: 45, delivered: 44, started: 30, answered: 20, usable: 20 },
  flowByInstrument: [],
  groups: [
    { by: 'all', key: 'all', unwanted: few, responder50: { answered: share, due: { ...share, of: 45 } }, change },
    {
      by: 'technique',
      key: 'deep-tissue',
      unwanted: null,
      responder50: null,
      change: null,
      suppressed: ['unwanted', 'responder50', 'change'],
    },
  ],
  exclusions: [],
};

describe('the figures of the first report', () => {
  it('give each rate twice, of those who answered and of all who were asked', () => {
    const lines = figuresOf(report).shares.filter((line) => line.group === 'All clients');
    expect(lines.map((line) => line.share?.of)).toEqual([20, 45, 7]);
  });

  it('keep the numbers of a hidden group out of every line', () => {
    const { shares, changes } = figuresOf(report);
    const hidden = [...shares, ...changes].filter((line) => line.group === 'Deep tissue');
    expect(hidden).toHaveLength(4);
    expect(hidden.every((line) => line.hidden === 'too few to show')).toBe(true);
    expect(shares.filter((line) => line.group === 'Deep tissue').every((line) => line.share === undefined)).toBe(true);
  });

  it('hide a measure that is named as suppressed even when numbers came along', () => {
    const leaky: FirstReport = {
      ...report,
      groups: [{ by: 'all', key: 'all', unwanted: share, responder50: null, change: null, suppressed: ['unwanted'] }],
    };
    expect(figuresOf(leaky).shares.every((line) => line.share === undefined)).toBe(true);
  });

  it('write shares with interval, and under ten without percent', () => {
    expect([shareText(share), shareText(few)]).toEqual(['14 of 20 70% (48 to 85)', '3 of 7']);
  });

  it('write changes with interval, then a direction, then nothing but the pairs', () => {
    expect(changeText(change)).toBe('\u22122.6 (\u22124.3 to \u22120.9), n 24');
    expect(changeText({ pairs: 6, mean: null, sd: null, low: null, high: null, direction: 'fewer' })).toBe(
      'fewer days, n 6',
    );
    expect(changeText({ pairs: 1, mean: null, sd: null, low: null, high: null })).toBe('1 pair, too few to show');
  });

  it('say how many pairs are missing for an interval', () => {
    expect(pairsNotice([{ group: 'All clients', change: { ...change, pairs: 4 }, hidden: undefined }])).toBe(
      'You have 4 pairs. From 10 on there is an interval; from 5 on a direction.',
    );
    expect(pairsNotice(figuresOf(report).changes)).toBeUndefined();
  });

  it('warn when fewer than half answered', () => {
    expect(isUnderHalf(report)).toBe(true);
    expect(isUnderHalf({ ...report, flow: { ...report.flow, answered: 23 } })).toBe(false);
  });

  it('say in one sentence that too few forms are answered, and nothing where there is nothing to say', () => {
    expect(fewAnswers({ below: { on: '2027-02-12', answered: 24, due: 100 } })).toBe(
      'Fewer than 30 of the last 100 forms were answered in time: on 12 Feb 2027 it was 24. This stays here until at least 30 of 100 later forms are answered.',
    );
    expect(fewAnswers({ below: null })).toBeUndefined();
  });
});
