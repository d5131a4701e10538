/** When something was down, in product time: only then may anything be late. */
export class Trouble {
  private readonly spans: { readonly fromMs: number; readonly toMs: number }[] = [];

  add(fromMs: number, toMs: number): void {
    this.spans.push({ fromMs, toMs });
  }

  isBetween(fromMs: number, toMs: number): boolean {
    return this.spans.some((span) => span.fromMs <= toMs && span.toMs >= fromMs);
  }
}
