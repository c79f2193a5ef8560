import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chainOf, issue, type TestCertificate } from '@app/checks/testing';

/** An authority of the demo's own, which the product that it starts trusts. */
export interface Authority {
  /** File with its certificate, in PEM. */
  readonly file: string;
  /** Returns a certificate for this machine that is valid for so many days more, with its key. */
  issue(days: number): Promise<{ cert: string; key: string }>;
  close(): void;
}

/** How long certificates are made for, in days. */
const LIFE_DAYS = 90;

export async function openAuthority(): Promise<Authority> {
  const authority: TestCertificate = await issue({ name: 'Demo authority', authority: true });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'demo-'));
  const file = path.join(folder, 'authority.pem');
  fs.writeFileSync(file, authority.cert);
  return {
    file,
    issue: async (days) => {
      const names = [{ type: 'ip' as const, value: '127.0.0.1' }];
      const life = { from: days - LIFE_DAYS, until: days };
      const leaf = await issue({ name: '127.0.0.1', names, ...life }, authority);
      return { cert: chainOf(leaf, authority), key: leaf.key };
    },
    close: () => {
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
