/** A port with some of its methods replaced. */
export const instead = <T extends object>(port: T, methods: Partial<T>): T =>
  new Proxy(port, {
    get(target, key): unknown {
      const member: unknown = Reflect.get(key in methods ? methods : target, key);
      return typeof member === 'function' && !(key in methods) ? (member.bind(target) as unknown) : member;
    },
  });
