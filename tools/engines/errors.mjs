/**
 * An engine cannot be had. Carries what was tried and the one command that would fix it; commands end with exit code 3.
 */
export class EngineUnavailable extends Error {
  /**
   * @param {string} title the engine as a reader knows it
   * @param {readonly string[]} tried one line per way, in the order of trying
   * @param {string} fix the one command that would help
   */
  constructor(title, tried, fix) {
    super(`${title} is not available`);
    this.name = 'EngineUnavailable';
    this.title = title;
    this.tried = tried;
    this.fix = fix;
  }
}

/** The exit code of every command that could not find its engines. */
export const EXIT_NO_ENGINE = 3;

/** A way to get a program did not work; the resolver notes it and goes on to the next way. */
export class WayFailed extends Error {
  /**
   * @param {string} message
   * @param {string} [fix] the command that would make this way work
   */
  constructor(message, fix) {
    super(message);
    this.name = 'WayFailed';
    this.fix = fix;
  }
}

/** @param {readonly EngineUnavailable[]} failures */
export function describeFailures(failures) {
  const blocks = failures.map((failure) =>
    [
      `${failure.title}: not available. Tried:`,
      ...failure.tried.map((line) => `  - ${line}`),
      `  To fix it: ${failure.fix}`,
    ].join('\n'),
  );
  return blocks.join('\n\n');
}
