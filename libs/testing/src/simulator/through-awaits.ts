import type { Life } from './life.js';
import type { Scheduler } from './scheduler.js';

/**
 * The same port, with every call of it a step of the scheduler. `plain` names the methods that answer at once (those that only add to a unit
 * of work, or compute).
 */
export const throughAwaits = <T extends object>(
  port: T,
  place: { readonly scheduler: Scheduler; readonly life: Life; readonly name: string },
  plain: readonly (keyof T & string)[] = [],
): T => {
  const { scheduler, life, name } = place;
  const memberOf = (key: string, member: (...args: unknown[]) => unknown): unknown => {
    if (plain.some((one) => one === key)) return member.bind(port);
    const what = `${name}.${key}`;
    return (...args: unknown[]): unknown =>
      // The members of a port that are not plain answer with promises.
      scheduler.call(life, what, async () => member.apply(port, args));
  };
  /** Methods stay what they are, so each is made once. */
  const made = new Map<string, unknown>();
  return new Proxy(port, {
    get(target, key): unknown {
      if (typeof key === 'string' && made.has(key)) return made.get(key);
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function' || typeof key !== 'string') return member;
      // Whatever it takes and answers with is handed through.
      const own = memberOf(key, member as (...args: unknown[]) => unknown);
      made.set(key, own);
      return own;
    },
  });
};
