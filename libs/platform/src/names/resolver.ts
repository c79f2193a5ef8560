/** 0 means both families. */
export type IpFamily = 0 | 4 | 6;

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
  /** True when it was known from an earlier question. */
  readonly isCached?: boolean;
}

/**
 * Turns a host name into addresses; rejects with an error that carries a DNS `code`, at the latest when the signal
 * aborts.
 */
export type Resolver = (
  host: string,
  family: IpFamily,
  signal?: AbortSignal,
) => Promise<readonly ResolvedAddress[]>;
