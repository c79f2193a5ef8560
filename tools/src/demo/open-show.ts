import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../refusal.ts';
import { startSite, type Site } from '../sites/site.ts';
import type { Authority } from './authority.ts';
import { EXHIBITS, type Exhibit } from './show.ts';

const UP_FIRST_MS = 15_000;
const DOWN_MS = 55_000;
const UP_MS = 60_000;

/** The running sites of the demo. */
export interface Show {
  /** Lets the flapping site go up and down until the end. */
  flap(): void;
  close(): Promise<void>;
}

/** Opens all sites, those with a certificate where there is an authority; refuses when a port is taken, which mostly is another demo. */
export async function openShow(
  exhibits: readonly Exhibit[] = EXHIBITS,
  authority: Authority | null = null,
): Promise<Show> {
  const sites = new Map<Exhibit, Site>();
  const ending = new AbortController();
  const close = async () => {
    ending.abort();
    await Promise.all([...sites.values()].map((site) => site.down()));
  };
  for (const exhibit of exhibits) {
    if (exhibit.special === 'absent' || (exhibit.certificateDays !== undefined && !authority))
      continue;
    try {
      sites.set(exhibit, await open(exhibit, authority));
    } catch (error) {
      await close();
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
      throw new Refusal(
        `Port ${String(exhibit.port)}, which a demo site needs, is in use. Is another demo running?`,
      );
    }
  }
  const flapping = [...sites].filter(([{ special }]) => special === 'flapping');
  return {
    flap: () => {
      for (const [, site] of flapping) void goUpAndDown(site, ending.signal);
    },
    close,
  };
}

async function open(exhibit: Exhibit, authority: Authority | null): Promise<Site> {
  const { answer, port, special, certificateDays } = exhibit;
  if (certificateDays !== undefined && authority) {
    return await startSite({ answer, port, tls: await authority.issue(certificateDays) });
  }
  if (special !== 'self-signed') return await startSite({ answer, port });
  const read = (name: string) => fs.readFileSync(path.join(import.meta.dirname, name), 'utf8');
  const tls = { cert: read('self-signed.cert.pem'), key: read('self-signed.key.pem') };
  return await startSite({ answer, port, tls });
}

async function goUpAndDown(site: Site, signal: AbortSignal): Promise<void> {
  const pause = (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined);
  const isOver = () => signal.aborted;
  await pause(UP_FIRST_MS);
  while (!isOver()) {
    await site.down();
    await pause(DOWN_MS);
    if (!isOver()) await site.up();
    await pause(UP_MS);
  }
}
