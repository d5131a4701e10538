const BAR_WIDTH = 30;

/** Where the output goes; a terminal gets one line that moves, anything else a line a virtual week. */
export interface Output {
  readonly isTerminal: boolean;
  write(text: string): void;
}

/** Names the virtual date while the weeks pass. */
export class Progress {
  private shown = '';

  constructor(
    private readonly from: Date,
    private readonly until: Date,
    private readonly output: Output,
  ) {}

  at(now: Date): void {
    const day = now.toISOString().slice(0, 10);
    const share = (now.getTime() - this.from.getTime()) / (this.until.getTime() - this.from.getTime());
    const key = this.output.isTerminal ? day : String(Math.floor(share * 12));
    if (key === this.shown) return;
    this.shown = key;
    const filled = Math.round(Math.min(1, share) * BAR_WIDTH);
    const bar = `[${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}]`;
    this.output.write(this.output.isTerminal ? `\r${bar} ${day}` : `${bar} ${day}\n`);
  }

  done(now: Date): void {
    this.output.write(
      `${this.output.isTerminal ? '\r' : ''}[${'#'.repeat(BAR_WIDTH)}] ${now.toISOString().slice(0, 10)}\n`,
    );
  }
}
