import { AppLogger, createLogger } from './app-logger.js';

const loggerInto = (lines: Record<string, unknown>[]): AppLogger =>
  new AppLogger(
    createLogger('test', 'trace', {
      write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
    }),
  );

describe('AppLogger', () => {
  it('writes the context that Nest passes last', () => {
    const lines: Record<string, unknown>[] = [];
    loggerInto(lines).log('started', 'Bootstrap');
    expect(lines).toEqual([
      expect.objectContaining({ level: 30, msg: 'started', context: 'Bootstrap', service: 'test' }),
    ]);
  });

  it('writes an error with its stack', () => {
    const lines: Record<string, unknown>[] = [];
    loggerInto(lines).error('it broke', new Error('inside'), 'Somewhere');
    expect(lines).toEqual([
      expect.objectContaining({
        level: 50,
        msg: 'it broke',
        context: 'Somewhere',
        err: expect.objectContaining({ message: 'inside' }) as unknown,
      }),
    ]);
  });

  it('cuts out what could name a person or open a door', () => {
    const lines: Record<string, unknown>[] = [];
    loggerInto(lines).pino.info(
      { client: { phone: '+4915112345678', name: 'Ada' }, req: { headers: { authorization: 'Bearer x' } } },
      'seen',
    );
    expect(JSON.stringify(lines)).not.toMatch(/4915112345678|Ada|Bearer/u);
  });
});
