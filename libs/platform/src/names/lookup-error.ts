/** Whose fault it is that a name has no address: that of the name and its servers, or of the resolver we ask. */
export type Fault = 'name' | 'resolver';

export interface LookupErrorOptions extends ErrorOptions {
  readonly fault: Fault;
  /** True when the name is found as soon as its signatures are not checked. */
  readonly isDnssecBroken?: boolean;
}

/** A name could not be resolved. `code` is that of c-ares: `ENOTFOUND`, `ENODATA`, `ESERVFAIL`, `ETIMEOUT`, ... */
export class LookupError extends Error {
  readonly code: string;
  readonly fault: Fault;
  readonly isDnssecBroken: boolean;

  constructor(host: string, code: string, options: LookupErrorOptions) {
    super(`No address of ${host} (${code}).`, options);
    this.name = 'LookupError';
    this.code = code;
    this.fault = options.fault;
    this.isDnssecBroken = options.isDnssecBroken ?? false;
  }
}
