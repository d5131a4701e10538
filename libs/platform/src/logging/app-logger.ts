import { traceIdNow } from '@aftercare/messaging';
import type { LoggerService } from '@nestjs/common';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

/** Anything under these names is cut out, wherever it stands up to two levels deep. */
const SECRET_NAMES = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'phone',
  'email',
  'name',
  'address',
  'body',
  'answers',
];
const redactPaths = [
  ...SECRET_NAMES.flatMap((name) => [`*.${name}`, `*.*.${name}`]),
  ...SECRET_NAMES.filter((name) => name !== 'name'),
  'req.headers',
  'res.headers',
];

/** Ties a line to the trace in which it was written. */
const traceOfLine = (): object => {
  const trace_id = traceIdNow();
  return trace_id === undefined ? {} : { trace_id };
};

export const createLogger = (service: string, level: string, destination?: DestinationStream): Logger => {
  const options = { level, base: { service }, redact: { paths: redactPaths, remove: true }, mixin: traceOfLine };
  return destination === undefined ? pino(options) : pino(options, destination);
};

const isStack = (text: unknown): text is string => typeof text === 'string' && /\n\s+at /u.test(text);

/** Nest's logger over pino: the last string parameter is the context, as Nest passes it. */
export class AppLogger implements LoggerService {
  constructor(readonly pino: Logger) {}

  log(message: unknown, ...rest: readonly unknown[]): void {
    this.write('info', message, rest);
  }
  warn(message: unknown, ...rest: readonly unknown[]): void {
    this.write('warn', message, rest);
  }
  error(message: unknown, ...rest: readonly unknown[]): void {
    this.write('error', message, rest);
  }
  fatal(message: unknown, ...rest: readonly unknown[]): void {
    this.write('fatal', message, rest);
  }
  debug(message: unknown, ...rest: readonly unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: readonly unknown[]): void {
    this.write('trace', message, rest);
  }

  private write(
    level: 'info' | 'warn' | 'error' | 'fatal' | 'debug' | 'trace',
    message: unknown,
    rest: readonly unknown[],
  ): void {
    const last = rest.at(-1);
    const error = [message, ...rest].find((item) => item instanceof Error);
    const fields = {
      ...(typeof last === 'string' && !isStack(last) ? { context: last } : {}),
      ...(error instanceof Error ? { err: error } : { stack: rest.find(isStack) }),
    };
    this.pino[level](fields, textOf(message));
  }
}

const textOf = (message: unknown): string => {
  if (typeof message === 'string') return message;
  return message instanceof Error ? message.message : JSON.stringify(message);
};
