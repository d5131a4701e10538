interface Kept<T> {
  readonly from: readonly unknown[];
  readonly value: T;
}

/** Finds something out once for each name, and anew when anything that it follows from is another. */
export class KeptWhileSame<T> {
  private readonly kept = new Map<string, Kept<T>>();

  of(name: string, from: readonly unknown[], find: () => T): T {
    const known = this.kept.get(name);
    if (known !== undefined && from.every((one, index) => one === known.from[index])) return known.value;
    const value = find();
    this.kept.set(name, { from, value });
    return value;
  }
}
