import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_REQUEST } from '@app/domain';
import { targetRecord } from '@app/domain/testing';
import {
  probeClaimed,
  sealSecrets,
  SecretVault,
  systemContext,
  testChannel,
} from '@app/monitoring';
import { createSecretStores, createStores, newId } from '@app/persistence';
import { openTestStores, type TestStores } from '@app/persistence/testing';
import { openKeyRing } from '@app/platform';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const CANARY = 'canary-7d20f1';
const NOW = new Date();
const REQUEST = {
  ...DEFAULT_REQUEST,
  headers: { Authorization: `Bearer ${CANARY}`, Cookie: `s=${CANARY}` },
  body: `token=${CANARY}`,
};
const LEASE = { token: 'x', until: new Date(NOW.getTime() + 10_000) };

let opened: TestStores;
let folder: string;
beforeAll(async () => {
  opened = await openTestStores();
});
afterAll(() => opened.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealed-'));
  return async () => {
    rmSync(folder, { recursive: true });
    for (const name of ['targets', 'channels', 'secretKeys', 'workers']) {
      await opened.connection.collection(name).deleteMany({});
    }
  };
});

/** A process with the keys of a data folder. */
function start(dataDir = folder) {
  const secrets = createSecretStores(opened.connection);
  const ring = openKeyRing({ encryptionKeys: [], dataDir });
  const vault = new SecretVault({
    ring,
    keys: secrets.secretKeys,
    workers: secrets.workers,
    now: () => NOW,
  });
  const stores = createStores(opened.connection, { vault });
  const seal = () => sealSecrets(systemContext({ ...secrets, vault }));
  return { vault, stores, seal };
}

const raw = async (): Promise<string> =>
  JSON.stringify([
    await opened.connection.collection('targets').find().toArray(),
    await opened.connection.collection('channels').find().toArray(),
  ]);

const target = () => {
  const id = newId();
  const schedule = { dueAt: NOW, urgent: { slot: NOW, origin: 'manual' as const }, lease: null };
  return targetRecord({
    id,
    url: `https://${id}.example/`,
    urlKey: id,
    request: REQUEST,
    schedule: { ...schedule, silentAt: null },
  });
};
const hook = () => ({
  id: newId(),
  kind: 'slack' as const,
  name: 'ops',
  enabled: true,
  config: { url: `https://hooks.slack.com/services/T/B/${CANARY}` },
  fallbackChannelId: null,
  createdAt: NOW,
});
const ALL = Array.from({ length: 64 }, (_, i) => i);

describe('stored secrets', () => {
  it('are nowhere in clear, and with whom they belong to', async () => {
    const { stores } = start();
    const [one, channel] = [target(), hook()];
    await stores.targets.insert(one, { unique: true });
    await stores.channels.insert(channel);
    expect(await raw()).not.toContain(CANARY);
    expect((await stores.targets.get(one.id))?.request).toEqual(REQUEST);
    expect((await stores.channels.get(channel.id))?.config).toEqual(channel.config);
    expect((await stores.channels.list())[0]?.config).toEqual(channel.config);
    const claim = { partitions: ALL, horizon: NOW, now: NOW, limit: 5, lease: LEASE };
    const [claimed] = await stores.targets.claimDue(claim);
    expect(claimed?.target.request).toEqual(REQUEST);
  });

  it('are sealed where an older version stored them in clear, once', async () => {
    const [one, channel] = [target(), hook()];
    await opened.stores.targets.insert(one, { unique: true });
    await opened.stores.channels.insert(channel);
    expect(await raw()).toContain(CANARY);
    const { stores, seal } = start();
    expect((await stores.targets.get(one.id))?.request).toEqual(REQUEST);
    expect(await seal()).toEqual({ total: 4, renewed: 4, locked: 0, missed: 0 });
    expect(await raw()).not.toContain(CANARY);
    expect(await seal()).toEqual({ total: 4, renewed: 0, locked: 0, missed: 0 });
    expect(await stores.targets.get(one.id)).toMatchObject({ request: REQUEST, version: 1 });
    expect((await stores.channels.get(channel.id))?.config).toEqual(channel.config);
  });

  it('stay in clear as long as a worker runs that cannot open them', async () => {
    const [one, channel] = [target(), hook()];
    await opened.stores.targets.insert(one, { unique: true });
    const older = { id: 'older', startedAt: NOW, at: NOW, loopDelayMs: 0, checksPerMinute: 0 };
    const newer = { ...older, id: 'newer', opensSecrets: true };
    await opened.stores.workers.heartbeat(older);
    await opened.stores.workers.heartbeat(newer);
    const before = start();
    await before.stores.channels.insert(channel);
    expect(await before.seal()).toMatchObject({ total: 4, renewed: 0, missed: 0 });
    const ofOlder = opened.stores;
    expect((await ofOlder.targets.get(one.id))?.request).toEqual(REQUEST);
    expect((await ofOlder.channels.get(channel.id))?.config).toEqual(channel.config);

    await opened.stores.workers.deregister(older.id);
    const after = start();
    expect(await after.seal()).toMatchObject({ total: 4, renewed: 4 });
    expect(await raw()).not.toContain(CANARY);
  });

  it('stay what they are for a process without the key, which sends nothing without them', async () => {
    const { stores } = start();
    const one = target();
    await stores.targets.insert(one, { unique: true });
    const other = start(mkdtempSync(join(folder, 'other-')));
    expect(await other.vault.state()).toBe('locked');
    await expect(other.stores.targets.insert(target(), { unique: true })).rejects.toMatchObject({
      reason: 'SECRETS_LOCKED',
    });
    const seen = await other.stores.targets.get(one.id);
    expect(JSON.stringify(seen)).not.toContain(CANARY);
    const change = { name: 'Renamed', request: seen!.request };
    expect(await other.stores.targets.change(one.id, 1, change)).toBe(true);
    expect(await stores.targets.get(one.id)).toMatchObject({ name: 'Renamed', request: REQUEST });

    const claimed = await other.stores.targets.claimUrgent({ id: one.id, now: NOW, lease: LEASE });
    const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
    const finished = await probeClaimed(
      {
        statusProbes: { http: { probe: () => Promise.reject(new Error('must not be asked')) } },
        now: () => NOW,
        log,
        judgeUrl: () => ({ ok: false, reason: 'EMPTY', message: '' }),
        targets: other.stores.targets,
      },
      claimed!,
      {},
    );
    expect(finished.result).toMatchObject({
      outcome: 'inconclusive',
      failure: { class: 'internal' },
    });
  });

  it('let no test message be sent without the key, and say why', async () => {
    const channel = hook();
    await start().stores.channels.insert(channel);
    const { channels, targets } = start(mkdtempSync(join(folder, 'other-'))).stores;
    const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
    const send = () => Promise.reject(new Error('must not be asked'));
    const lanes = { resume: () => Promise.resolve() };
    const queue = { enqueueLanes: () => Promise.resolve() };
    const judgeChannelUrl = () => null;
    const outside = { lanes, queue, send, log, judgeChannelUrl, publicUrl: 'http://x.example' };
    const ports = { ...outside, channels, targets, now: () => NOW, newId };
    await expect(testChannel(systemContext(ports), { id: channel.id })).rejects.toMatchObject({
      reason: 'SECRETS_LOCKED',
    });
  });
});

const ignore = (): void => undefined;
