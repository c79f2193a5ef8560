import { AuditChainCheck, type AuditFacts } from '@app/domain/audit';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditHash } from '../audit/store.ts';
import { createBackups } from '../backup/create-backups.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { newId } from '../common/ids.ts';
import { at } from '../contract/fixtures.ts';
import type { TestServer } from '../testing/embedded-database.ts';
import { openStoresOn, type TestStores } from '../testing/open-stores.ts';
import { SERVERS } from '../testing/servers.ts';
import { exportData } from './export-data.ts';
import { importData } from './import-data.ts';

const facts = (action: string): AuditFacts => ({
  ...{ callId: newId(), at: at(0), actor: { kind: 'person', address: '192.0.2.1' } },
  ...{ requestId: 'r', action, subject: null, outcome: 'done', code: null },
  ...{ before: null, after: null, cut: false },
});

async function addTo({ stores: { audit } }: TestStores, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await audit.append(facts(`targets.update${String(i)}`));
}

/** Numbers of the entries, and what is wrong with their chain. */
async function verified({ stores: { audit } }: TestStores) {
  const check = new AuditChainCheck(auditHash);
  const links = await audit.range(0, 1_000);
  for (const link of links) check.add(link);
  return { numbers: links.map(({ number }) => number), faults: check.report().faults };
}

describe.each(SERVERS)('the audit log of $name', ({ start }) => {
  let server: TestServer;
  let folder: string;
  let [source, target]: TestStores[] = [];
  const file = (): string => join(folder, 'all.ndjson');
  const [from, to] = [(): TestStores => source!, (): TestStores => target!];

  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-'));
    [source, target] = [await openStoresOn(server), await openStoresOn(server)];
    await addTo(source, 4);
  });
  afterEach(async () => {
    await Promise.all([from().close(), to().close(), rm(folder, { recursive: true })]);
  });

  it('is in a backup, and goes on where that ends', async () => {
    const name = 'netumo-2026-03-29T02-30-00Z.backup';
    const keys = [{ id: 'k1', bytes: randomBytes(32) }];
    const options = { folder, s3: null, keys, madeBy: '0.1.0', isGentle: false };
    const backups = createBackups(from().connection, { ...options, secretKeys: () => [] });
    await backups.make(name, new AbortController().signal);
    const [kept] = await backups.list();
    const drill = await backups.rehearse(kept!, new AbortController().signal);
    expect(drill).toMatchObject({
      fault: null,
      collections: [{ name: 'audit', documents: 4, isEqual: true }],
    });
    const bytes = (async function* () {
      yield await readFile(join(folder, name));
    })();
    await restoreBackup(to().connection, { bytes, keys });
    await addTo(to(), 1);
    expect(await verified(to())).toEqual({ numbers: [1, 2, 3, 4, 5], faults: [] });
  });

  it('is moved whole by an import that was broken off and is repeated', async () => {
    await exportData(from().connection, file());
    const lines = (await readFile(file(), 'utf8')).split('\n');
    const part = [...lines.slice(0, 3), JSON.stringify({ end: true, counts: { audit: 2 } }), ''];
    const half = join(folder, 'half.ndjson');
    await writeFile(half, part.join('\n'));
    expect((await importData(to().connection, half)).stored.audit).toBe(2);
    expect((await importData(to().connection, file())).stored.audit).toBe(2);
    expect((await importData(to().connection, file())).present.audit).toBe(4);
    expect(await verified(to())).toEqual({ numbers: [1, 2, 3, 4], faults: [] });
  });

  it('stays as it is where there is another one', async () => {
    await addTo(to(), 2);
    await exportData(from().connection, file());
    expect((await importData(to().connection, file())).present.audit).toBe(4);
    expect(await verified(to())).toEqual({ numbers: [1, 2], faults: [] });
  });
});
