import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { createNameResolver, type NameResolverOptions } from '../names/name-resolver.ts';
import type { ResolvedAddress, Resolver } from '../names/resolver.ts';
import { startDnsServer, type DnsServer } from './dns-server.ts';

/** A resolver with settings, a name server and a clock of its own. */
export interface Machine {
  readonly dns: DnsServer;
  readonly resolve: Resolver;
  readonly system: ReturnType<typeof vi.fn<Resolver>>;
  /** Lets time pass for all that is kept. */
  later(ms: number): void;
  write(file: 'hosts' | 'resolv.conf' | 'nsswitch.conf', text: string): void;
}

export const LOCAL_SERVER = 'nameserver 127.0.0.1\n';

/** Questions fail after 300 ms unless told otherwise. */
export async function machine(options: Partial<NameResolverOptions> = {}): Promise<Machine> {
  const dns = await startDnsServer();
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'names-'));
  onTestFinished(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });
  let skippedMs = 0;
  const write: Machine['write'] = (file, text) => {
    fs.writeFileSync(path.join(folder, file), text);
  };
  write('resolv.conf', LOCAL_SERVER);
  write('nsswitch.conf', 'hosts: files dns\n');
  const system = vi.fn<Resolver>(() =>
    Promise.reject(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' })),
  );
  const resolve = createNameResolver({
    hostsFile: path.join(folder, 'hosts'),
    resolvConf: path.join(folder, 'resolv.conf'),
    nsswitch: path.join(folder, 'nsswitch.conf'),
    port: dns.port,
    limitMs: 300,
    now: () => performance.now() + skippedMs,
    system: { resolve: system },
    ...options,
  });
  return {
    dns,
    resolve,
    system,
    write,
    later: (ms) => {
      skippedMs += ms;
    },
  };
}

export const addresses = async (
  answer: Promise<readonly ResolvedAddress[]> | readonly ResolvedAddress[],
): Promise<string[]> => (await answer).map(({ address }) => address);
