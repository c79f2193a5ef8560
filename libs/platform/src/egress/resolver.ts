import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';

/** 0 means both families. */
export type IpFamily = 0 | 4 | 6;

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Turns a host name into addresses; rejects with an error that carries a DNS `code`, at the latest when the signal aborts. */
export type Resolver = (
  host: string,
  family: IpFamily,
  signal?: AbortSignal,
) => Promise<readonly ResolvedAddress[]>;

const toResolved = ({ address, family }: LookupAddress): ResolvedAddress => ({
  address,
  family: family === 6 ? 6 : 4,
});

/** The resolver of the operating system, which knows the hosts file and the names of the local network. */
export const systemResolver: Resolver = async (host, family) => {
  const answers = await lookup(host, { all: true, family, order: 'verbatim' });
  return answers.map(toResolved);
};
