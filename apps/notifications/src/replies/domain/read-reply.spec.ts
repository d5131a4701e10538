import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CANCELS, HELPS, OTHERS, STARTS, YESES } from '../testing/sample-replies.js';
import { STOPS } from '../testing/sample-stops.js';
import { readReply } from './read-reply.js';

describe('reading a reply', () => {
  it('has enough samples to mean something', () => {
    expect(
      STOPS.length + CANCELS.length + STARTS.length + HELPS.length + YESES.length + OTHERS.length,
    ).toBeGreaterThanOrEqual(200);
  });
  it.each(STOPS)('misses no STOP: %s', (text) => expect(readReply(text)).toBe('stop'));
  it.each(CANCELS)('takes a bare cancel for a STOP that may mean the visit: %s', (text) =>
    expect(readReply(text)).toBe('cancel'),
  );
  it.each(STARTS)('reads START: %s', (text) => expect(readReply(text)).toBe('start'));
  it.each(HELPS)('reads HELP: %s', (text) => expect(readReply(text)).toBe('help'));
  it.each(YESES)('reads YES: %s', (text) => expect(readReply(text)).toBe('yes'));
  it.each(OTHERS)('leaves to a person: %s', (text) => expect(readReply(text)).toBe('unclear'));
  it.each(['', ' ', '\u0000', 'x'.repeat(100_000), 'stop by '.repeat(5000), '(a+)+$'])(
    'is quick and calm about odd texts',
    (text) => {
      const before = performance.now();
      expect(readReply(text)).toBe('unclear');
      expect(performance.now() - before).toBeLessThan(500);
    },
  );

  it('takes no name for an order', () => {
    const file = join(__dirname, '../../../../../../shared/data/strings/names.json');
    if (!existsSync(file)) {
      console.info('left out: 1,159 names of shared/data are not here');
      return;
    }
    const { names } = JSON.parse(readFileSync(file, 'utf8')) as { names: readonly { name: string }[] };
    const misread = names.filter(
      ({ name }) => readReply(name) !== 'unclear' || readReply(`Hi, ${name} here, see you on Tuesday`) !== 'unclear',
    );
    expect(misread.map(({ name }) => name)).toEqual([]);
  });
});
