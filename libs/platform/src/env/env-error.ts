/** The settings are wrong; the message lists every fault, one a line, without secrets. */
export class EnvError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(['The settings are not usable:', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
    this.name = 'EnvError';
    this.faults = faults;
  }
}
