/** One process from its start to its death. What it waits for ends with it; a frozen one goes on later where it stood. */
export class Life {
  private dead = false;
  private frozenUntil = 0;

  constructor(readonly name: string) {}

  get isAlive(): boolean {
    return !this.dead;
  }

  /** Machine milliseconds until which nothing of it runs. */
  get frozenUntilMs(): number {
    return this.frozenUntil;
  }

  freeze(untilMs: number): void {
    this.frozenUntil = Math.max(this.frozenUntil, untilMs);
  }

  end(): void {
    this.dead = true;
  }
}
