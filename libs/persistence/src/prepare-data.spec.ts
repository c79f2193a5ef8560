import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectWithRetry } from './connect-with-retry.ts';
import { anAlert } from './contract/fixtures.ts';
import type { TestServer } from './testing/embedded-database.ts';
import { openStoresOn, type TestStores } from './testing/open-stores.ts';
import { SERVERS } from './testing/servers.ts';
import { prepareData, STORED_FORMAT } from './prepare-data.ts';
import { UnusableDataError } from './unusable-data-error.ts';

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };

describe.each(SERVERS)('stored data of $name', ({ start }) => {
  let server: TestServer;
  let opened: TestStores;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    opened = await openStoresOn(server);
  });
  afterEach(() => opened.close());

  const { signal } = new AbortController();
  const formats = () => opened.connection.collection<{ _id: string }>('storedFormat');
  const prepare = (beforeUpgrade = vi.fn(async () => undefined)) =>
    prepareData(opened.connection, { writtenBy: '9.9.9', beforeUpgrade, signal });
  const beOld = () => opened.stores.alerts.insert(anAlert());

  it('that are new have the form of this version at once', async () => {
    const before = vi.fn(async () => undefined);
    await prepare(before);
    await prepare(before);
    expect(before).not.toHaveBeenCalled();
    expect(await formats().find().toArray()).toMatchObject([
      { version: STORED_FORMAT, writtenBy: '9.9.9' },
    ]);
  });

  it('that are older are secured once, whoever starts, and then have the form', async () => {
    await beOld();
    const before = vi.fn(async () => undefined);
    await Promise.all([prepare(before), prepare(before), prepare(before)]);
    expect(before.mock.calls).toEqual([[{ from: 0, to: STORED_FORMAT }]]);
    await prepare(before);
    expect(before).toHaveBeenCalledOnce();
    expect(await formats().findOne({})).toMatchObject({ version: STORED_FORMAT, lease: null });
  });

  it('stay as they are where they cannot be secured, and are secured the next time', async () => {
    await beOld();
    const refusal = new UnusableDataError('no room');
    await expect(prepare(vi.fn(() => Promise.reject(refusal)))).rejects.toBe(refusal);
    expect(await formats().findOne({})).toMatchObject({ version: 0, lease: null });
    const before = vi.fn(async () => undefined);
    await prepare(before);
    expect(before).toHaveBeenCalledOnce();
  });

  it('are taken up by another process where one died over them', async () => {
    await beOld();
    const until = new Date(Date.now() - 1);
    await formats().insertOne({ _id: 'format', ...{ version: 0, lease: { token: 'x', until } } });
    const before = vi.fn(async () => undefined);
    await prepare(before);
    expect(before).toHaveBeenCalledOnce();
  });

  it('that are newer are refused in one line, by whoever only reads as well', async () => {
    await formats().insertOne({ _id: 'format', ...{ version: 99, writtenBy: '3.0.0' } });
    const said = `The stored data have format 99, written by mini-netumo 3.0.0, and this version reads up to format ${STORED_FORMAT}. Start that version or a newer one, or restore a backup that was made before.`;
    await expect(prepare()).rejects.toThrow(said);
    for (const isReadOnly of [true, false]) {
      const refused = Promise.withResolvers<string>();
      const onUnusable = ({ message }: Error) => refused.resolve(message);
      const store = connectWithRetry({ uri: opened.uri, log, isReadOnly, onUnusable });
      expect(await refused.promise).toBe(said);
      await store.close();
    }
    expect(await formats().findOne({})).toMatchObject({ version: 99, writtenBy: '3.0.0' });
  });
});
