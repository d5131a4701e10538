import type { AnyReaction } from '@aftercare/messaging';

/** A port with some of its methods replaced. */
export const instead = <T extends object>(port: T, methods: Partial<T>): T =>
  new Proxy(port, {
    get(target, key): unknown {
      const member: unknown = Reflect.get(key in methods ? methods : target, key);
      return typeof member === 'function' && !(key in methods) ? (member.bind(target) as unknown) : member;
    },
  });

/** A reaction that decides differently. */
export const deciding = (
  reactions: readonly AnyReaction[],
  name: string,
  decide: (right: AnyReaction['decide']) => AnyReaction['decide'],
): void => {
  const reaction = reactions.find((one) => one.name === name);
  if (reaction !== undefined) reaction.decide = decide(reaction.decide.bind(reaction));
};
