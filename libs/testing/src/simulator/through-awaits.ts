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
  return new Proxy(port, {
    get(target, key): unknown {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== 'function' || typeof key !== 'string') return member;
      if (plain.some((one) => one === key)) return member.bind(target) as unknown;
      return (...args: readonly unknown[]): unknown =>
        // The members of a port that are not plain answer with promises.
        scheduler.call(life, `${name}.${key}`, async () => Reflect.apply(member, target, args) as unknown);
    },
  });
};
