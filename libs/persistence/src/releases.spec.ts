import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describeCause } from '@app/domain';
import { startDocumentServer } from '@app/embedded';
import { SecretVault, type TargetFilter } from '@app/monitoring';
import { openKeyRing, VERSION } from '@app/platform';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { connectWithRetry } from './connect-with-retry.ts';
import { createSecretStores, createStores } from './create-stores.ts';
import { modelsOf } from './models.ts';
import { STORED_FORMAT } from './prepare-data.ts';

/* Data folders as each release left them; `tools/src/release-data/main.ts` makes one. */

const RELEASES = new URL('../fixtures/releases/', import.meta.url).pathname;
const releases = readdirSync(RELEASES);

interface Expected {
  targets: { name: string; url: string; status: string; tags: string[] }[];
  channels: { kind: string; name: string; enabled: boolean }[];
  alerts: { kind: string; state: string; reason: string }[];
  statusPages: string[];
  timeZone: string;
}

it('are kept of this version, too', () => {
  expect(releases).toContain(VERSION);
});

describe.each(releases)('the data folder of version %s', (release) => {
  it('is brought into the present form, whole, and stays so', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'release-'));
    const documents = join(folder, 'documents');
    await mkdir(documents);
    const from = join(RELEASES, release);
    const file = gunzipSync(readFileSync(join(from, 'documents.sqlite.gz')));
    await writeFile(join(documents, 'documents.sqlite'), file);
    await writeFile(join(folder, 'encryption.key'), readFileSync(join(from, 'encryption.key')));
    const server = await startDocumentServer({ dataDir: documents });
    onTestFinished(async () => {
      await server.close();
      await rm(folder, { recursive: true });
    });
    const expected = JSON.parse(readFileSync(join(from, 'expected.json'), 'utf8')) as Expected;
    const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
    const uri = server.uri.replace('/?', '/netumo?');
    const beforeUpgrade = vi.fn(async () => undefined);
    const open = async () => {
      const store = connectWithRetry({ uri, log, beforeUpgrade, writtenBy: VERSION });
      await store.ready;
      return store;
    };
    const store = await open();
    const secrets = createSecretStores(store.connection);
    const ring = openKeyRing({ encryptionKeys: [], dataDir: folder });
    const keys = secrets.secretKeys;
    const vault = new SecretVault({ ring, keys, workers: secrets.workers, now: () => new Date() });
    const stores = createStores(store.connection, { vault });

    const query: TargetFilter = {
      ...{ search: null, kind: null, tags: [], tagMatch: 'any', statuses: [] },
      ...{ isReversed: false, sort: 'name', limit: 100, cursor: null },
    };
    const { items } = await stores.targets.list(query);
    expect(
      items.map(({ name, url, state, tags }) => ({ name, url, status: state.status, tags })),
    ).toEqual(expected.targets);
    for (const { id, name } of items) {
      const target = await stores.targets.get(id);
      if (name === 'with secrets') {
        expect(target?.request).toMatchObject({
          headers: { Authorization: 'Bearer x' },
          body: 'a=1',
        });
      }
    }
    const channels = await stores.channels.list();
    expect(channels.map(({ kind, name, enabled }) => ({ kind, name, enabled }))).toEqual(
      expected.channels,
    );
    expect(channels[0]?.config).toMatchObject({ secret: 'signed with this' });
    expect(channels[1]?.fallbackChannelId).toBe(channels[0]?.id);
    const alerts = await stores.alerts.list({ limit: 100 });
    expect(
      alerts.items.map(({ kind, state, cause }) => ({ kind, state, reason: describeCause(cause) })),
    ).toEqual(expected.alerts);
    expect((await stores.statusPages.list()).map(({ slug }) => slug)).toEqual(expected.statusPages);
    expect((await stores.settings.get()).timeZone).toBe(expected.timeZone);
    expect(await vault.lock()).toBeNull();

    const contents = async () => {
      const all = Object.values(modelsOf(store.connection));
      return await Promise.all(all.map(({ collection }) => collection.find().toArray()));
    };
    const before = await contents();
    const again = await open();
    expect(beforeUpgrade.mock.calls.length).toBeLessThanOrEqual(1);
    expect(await contents()).toEqual(before);
    const format = await store.connection.collection('storedFormat').findOne({});
    expect(format).toMatchObject({ version: STORED_FORMAT });
    await again.close();
    await store.close();
  });
});
