import type { TlsOptions } from 'node:tls';
import type { CertificateEvidence, CertificateResult } from '@app/domain';
import { createEgressGuard, type Resolver } from '@app/platform';
import { expect } from 'vitest';
import { createCertificateProbe } from '../certificate/probe.ts';
import type { TrustOptions } from '@app/platform';
import { chainOf, type CertificateExample, type TestCertificate } from './certificates.ts';
import { resolveTo } from './probe.ts';
import { startTlsServer, type Place, type TestServer } from './server.ts';

export const HOST = 'good.example';

/** A certificate for `HOST`. */
export const LEAF: CertificateExample = { name: HOST, names: [{ type: 'dns', value: HOST }] };

export const rsa = (modulusLength: number, hash: string): object => ({
  name: 'RSASSA-PKCS1-v1_5',
  modulusLength,
  hash,
  publicExponent: new Uint8Array([1, 0, 1]),
});

export interface ReadExample extends TrustOptions {
  readonly host?: string;
  readonly timeoutMs?: number;
  readonly resolver?: Resolver;
  readonly mode?: 'allow-private' | 'public-only';
  readonly signal?: AbortSignal;
  readonly lookFor?: readonly string[];
}

/** Reads the certificate of a loopback port. */
export function readCertificate(
  port: number,
  {
    host = HOST,
    timeoutMs = 3_000,
    resolver = resolveTo('127.0.0.1'),
    mode = 'allow-private',
    signal,
    lookFor = [],
    ...trust
  }: ReadExample = {},
): Promise<CertificateResult> {
  const egress = createEgressGuard({ policy: { mode, allow: [], own: [] }, resolver });
  const probe = createCertificateProbe({ egress, ...trust });
  const name = host.includes(':') ? `[${host}]` : host;
  const request = {
    url: `https://${name}:${port}/`,
    timeoutMs,
    ipFamily: 'auto',
    lookFor,
  } as const;
  return probe(request, signal ? { signal } : {});
}

/** Serves a certificate and what is sent with it; weak ones are served too. */
export const serveChain = (
  leaf: TestCertificate,
  chain: readonly TestCertificate[] = [],
  options: TlsOptions = {},
  place: Place = {},
): Promise<TestServer> =>
  startTlsServer(
    { key: leaf.key, cert: chainOf(leaf, ...chain), ciphers: 'DEFAULT@SECLEVEL=0', ...options },
    () => undefined,
    place,
  );

export interface Read {
  readonly evidence: CertificateEvidence;
  /** `property CODE` of each finding, in order. */
  readonly codes: readonly string[];
}

/** What was read; fails the test when nothing was. */
export function read(result: CertificateResult): Read {
  if (result.outcome !== 'ok') return expect.fail(JSON.stringify(result.failure));
  const { evidence, findings } = result;
  return { evidence, codes: findings.map(({ property, code }) => `${property} ${code}`) };
}

export interface Served extends ReadExample {
  readonly chain?: readonly TestCertificate[];
}

/** Reads a certificate from a server of its own. */
export async function readServed(
  leaf: TestCertificate,
  { chain = [], ...example }: Served,
): Promise<Read> {
  const server = await serveChain(leaf, chain);
  return read(await readCertificate(server.port, example));
}
