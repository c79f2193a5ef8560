import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Recorder, type RecorderOptions } from './recorder.ts';

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() };
const check = (id: string) => ({ claimed: { target: { id } } });
type Result = ReturnType<typeof check>;
type Options = RecorderOptions<Result>;

function recorder(record: Options['record'], options: Partial<Options> = {}) {
  return new Recorder({
    record,
    isOutage: () => true,
    log,
    flushMs: 10,
    batchSize: 3,
    retryMs: { first: 5, longest: 10 },
    ...options,
  });
}

describe('the recorder', () => {
  beforeEach(() => vi.clearAllMocks());

  it('records in batches, full ones at once', async () => {
    const record = vi.fn(async () => undefined);
    const all = recorder(record);
    await Promise.all(['a', 'b', 'c', 'd'].map((name) => all.add(check(name))));
    expect(record.mock.calls).toEqual([[[check('a'), check('b'), check('c')]], [[check('d')]]]);
  });

  it('tries the very same batch again while the store is away', async () => {
    const seen: (readonly Result[])[] = [];
    const record = vi.fn(async (batch: readonly Result[]) => {
      seen.push(batch);
      if (seen.length < 3) throw new Error('away');
    });
    await recorder(record).add(check('a'));
    expect(seen).toHaveLength(3);
    expect(new Set(seen.map((batch) => batch[0])).size).toBe(1);
  });

  it('tells when what is being written is written', async () => {
    const { promise: stored, resolve: store } = Promise.withResolvers<undefined>();
    const all = recorder(() => stored, { batchSize: 1 });
    const added = all.add(check('a'));
    let isWritten = false;
    const written = all.written().then(() => (isWritten = true));
    await Promise.resolve();
    expect(isWritten).toBe(false);
    store(undefined);
    await Promise.all([added, written]);
    await recorder(async () => undefined).written();
  });

  it('drops and counts what does not fit, and never makes a result of it', async () => {
    let isAway = true;
    const recorded: Result[] = [];
    const all = recorder(
      async (batch) => {
        if (isAway) throw new Error('away');
        recorded.push(...batch);
      },
      { capacity: 4 },
    );
    const adding = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => all.add(check(name)));
    expect(all.dropped).toBe(2);
    isAway = false;
    await Promise.all(adding);
    expect(recorded).toHaveLength(4);
    expect(all.waiting).toBe(0);
    await all.add(check('g'));
    expect(recorded).toHaveLength(5);
  });

  it('records the others of a batch in which the store refuses one, and gives that one up', async () => {
    const recorded: string[] = [];
    const record = vi.fn(async (batch: readonly Result[]) => {
      const ids = batch.map(({ claimed }) => claimed.target.id);
      if (ids.includes('bad')) throw new Error('larger than a document may be');
      recorded.push(...ids);
    });
    const all = recorder(record, { batchSize: 5, isOutage: () => false });
    await Promise.all(['a', 'b', 'bad', 'c', 'd'].map((name) => all.add(check(name))));
    expect(recorded.toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(all.dropped).toBe(1);
    expect([...all.refused.keys()]).toEqual(['bad']);
    record.mockImplementation(async () => undefined);
    await all.add(check('bad'));
    expect(all.refused.size).toBe(0);
  });

  it('gives nothing up while the store refuses everything', async () => {
    let isBroken = true;
    const recorded: string[] = [];
    const all = recorder(
      async (batch) => {
        if (isBroken) throw new Error('not authorized');
        recorded.push(...batch.map(({ claimed }) => claimed.target.id));
      },
      { isOutage: () => false },
    );
    const adding = ['a', 'b', 'c'].map((name) => all.add(check(name)));
    await vi.waitFor(() => expect(log.debug.mock.calls.length).toBeGreaterThan(20));
    isBroken = false;
    await Promise.all(adding);
    expect(recorded.toSorted()).toEqual(['a', 'b', 'c']);
    expect(all.dropped).toBe(0);
  });

  it('gives up when it is closed and the store stays away', async () => {
    const all = recorder(async () => {
      throw new Error('away');
    });
    const adding = all.add(check('a'));
    await all.close(30);
    await adding;
    expect(all.dropped).toBe(1);
  });
});
