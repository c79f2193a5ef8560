import {
  type AlertRecord,
  type Change,
  type InboxRecord,
  initialState,
  type Status,
} from '@app/domain';
import { DEFAULT_POLICIES } from '@app/domain/alerting';
import { targetRecord } from '@app/domain/testing';
import type { LivePorts } from '@app/monitoring';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_WAITING, SlowClientError, type NumberedEvent } from './client.ts';
import { parseEventId, toEventId } from './event-id.ts';
import { LiveHub } from './hub.ts';

const T0 = new Date('2026-01-31T12:00:00Z');
const later = (ms: number): Date => new Date(T0.getTime() + ms);

/** Ports in which every inbox item exists and nothing else does. */
function fakePorts() {
  const clock = { now: T0 };
  const item = (id: string, title = id): InboxRecord => ({
    id,
    alertId: 'a',
    targetId: null,
    event: 'opened',
    told: { is: 'text', title, text: '' },
    at: T0,
    readAt: null,
  });
  const inbox = {
    getMany: vi.fn((ids: string[]) => Promise.resolve(ids.map((id) => item(id)))),
    since: vi.fn<(at: Date) => Promise<unknown[]>>(() => Promise.resolve([])),
  };
  const ports = {
    now: () => clock.now,
    targets: {
      getMany: () => Promise.resolve([]),
      changedSince: () => Promise.resolve([] as string[]),
    },
    alerts: {
      countOpen: () => Promise.resolve(new Map()),
      changedSince: () => Promise.resolve([] as AlertRecord[]),
    },
    alertRules: {
      get: () =>
        Promise.resolve({ policies: DEFAULT_POLICIES, mutes: [], maintenance: [], version: 0 }),
    },
    channels: { list: () => Promise.resolve([]) },
    registrations: {
      getMany: () => Promise.resolve([]),
      changedSince: () => Promise.resolve([] as string[]),
    },
    inbox,
  };
  return { clock, inbox, item, ports: ports as unknown as LivePorts };
}

const inboxChange = (id: string): Change => ({ type: 'inbox', id });
const warn = vi.fn();

let fake: ReturnType<typeof fakePorts>;
let hub: LiveHub;
let stop: AbortController;

beforeEach(() => {
  fake = fakePorts();
  hub = new LiveHub({ ports: fake.ports, log: { warn } });
  hub.onRegained();
  stop = new AbortController();
});
afterEach(() => stop.abort());

/** Subscribes and waits until the hub knows the client. */
async function subscribe(lastEventId: string | null = null, targetIds: string[] | null = null) {
  const before = hub.clients;
  const events = hub.subscribe({ lastEventId, targetIds }, stop.signal);
  const first = events.next();
  await vi.waitFor(() => expect(hub.clients).toBe(before + 1));
  return { events, first };
}

const titleOf = ({ value }: IteratorResult<NumberedEvent, void>): string =>
  value?.event.type === 'inbox' ? value.event.item.title : (value?.event.type ?? 'end');

describe('a change', () => {
  it('is read once for all clients', async () => {
    const [one, two] = [await subscribe(), await subscribe()];
    hub.onChanges([inboxChange('i1')]);
    expect(titleOf(await one.first)).toBe('i1');
    expect(titleOf(await two.first)).toBe('i1');
    expect(fake.inbox.getMany).toHaveBeenCalledTimes(1);
  });

  it('is not read at all without clients', () => {
    hub.onChanges([inboxChange('i1')]);
    expect(fake.inbox.getMany).not.toHaveBeenCalled();
  });

  it('that comes while others are read is read with the next ones', async () => {
    const { events, first } = await subscribe();
    hub.onChanges([inboxChange('i1')]);
    await vi.waitFor(() => expect(fake.inbox.getMany).toHaveBeenCalled());
    hub.onChanges([inboxChange('i2')]);
    hub.onChanges([inboxChange('i3')]);
    expect([
      titleOf(await first),
      titleOf(await events.next()),
      titleOf(await events.next()),
    ]).toEqual(['i1', 'i2', 'i3']);
    expect(fake.inbox.getMany).toHaveBeenCalledTimes(2);
  });

  it('of a storm waits for a moment for what follows, and is read once', async () => {
    const many = Array.from({ length: 60 }, (_, number) => inboxChange(`i${number}`));
    const { first } = await subscribe();
    hub.onChanges(many);
    await first;
    for (const change of many) hub.onChanges([change]);
    expect(fake.inbox.getMany).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(fake.inbox.getMany).toHaveBeenCalledTimes(2));
    expect(fake.inbox.getMany.mock.calls[1]?.[0]).toHaveLength(60);
  });

  it('that cannot be read makes clients read their pages again', async () => {
    fake.inbox.getMany.mockRejectedValueOnce(new Error('away'));
    const { first } = await subscribe();
    hub.onChanges([inboxChange('i1')]);
    expect(titleOf(await first)).toBe('reload');
    expect(warn).toHaveBeenCalledOnce();
  });

  it('of a target that is gone is told by its id', async () => {
    const { first } = await subscribe();
    hub.onChanges([{ type: 'removed', id: 't1' }]);
    expect((await first).value).toMatchObject({ event: { type: 'removed', targetId: 't1' } });
  });
});

describe('a client that comes back', () => {
  it('gets what it missed, with an overlap, before anything new', async () => {
    fake.clock.now = later(60_000);
    fake.inbox.since.mockResolvedValueOnce([fake.item('missed')]);
    const { events, first } = await subscribe(toEventId(later(30_000)));
    expect(titleOf(await first)).toBe('missed');
    expect(fake.inbox.since.mock.calls[0]?.[0]).toEqual(later(25_000));
    hub.onChanges([inboxChange('new')]);
    expect(titleOf(await events.next())).toBe('new');
  });

  it('never sees an older state after a newer one, however long the readings take', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const { ports, inbox, item, clock } = fakePorts();
        const version = { now: 0 };
        // A reading sees the state of the moment in which it begins, and ends whenever it does.
        inbox.getMany.mockImplementation(async (ids) => {
          const seen = version.now;
          await scheduler.schedule(Promise.resolve());
          return ids.map((id) => item(id, String(seen)));
        });
        inbox.since.mockImplementation(async () => {
          await scheduler.schedule(Promise.resolve());
          return [item('i')];
        });
        const live = new LiveHub({ ports, log: { warn } });
        live.onRegained();
        clock.now = later(60_000);
        const end = new AbortController();
        const seen: number[] = [];
        const reading = (async () => {
          for await (const { event } of live.subscribe(
            { lastEventId: toEventId(later(30_000)), targetIds: null },
            end.signal,
          )) {
            if (event.type === 'inbox') seen.push(Number(event.item.title));
          }
        })();
        for (let i = 0; i < 4; i++) {
          void scheduler.schedule(Promise.resolve()).then(() => {
            version.now++;
            live.onChanges([inboxChange('i')]);
          });
        }
        await scheduler.waitIdle();
        end.abort();
        await reading;
        expect(seen).toEqual(seen.toSorted((a, b) => a - b));
        expect(seen.at(-1)).toBe(4);
      }),
    );
  });

  it('hears of targets that were removed meanwhile', async () => {
    hub.onChanges([{ type: 'removed', id: 't1' }]);
    fake.clock.now = later(60_000);
    hub.onChanges([{ type: 'removed', id: 't2' }]);
    const { first } = await subscribe(toEventId(later(30_000)));
    expect((await first).value).toMatchObject({ event: { type: 'removed', targetId: 't2' } });
  });

  it.each([
    ['that is none of ours', '!'],
    ['from before this process heard of changes', toEventId(later(-1))],
  ])('with an id %s reads its pages again', async (_what, id) => {
    const { first } = await subscribe(id);
    expect(titleOf(await first)).toBe('reload');
  });

  it('without change events reads its pages again', async () => {
    hub.onLost();
    const { first } = await subscribe(toEventId(later(1)));
    expect(titleOf(await first)).toBe('reload');
  });
});

describe('lost change events', () => {
  it('makes clients read their pages again once it is heard', async () => {
    const { first } = await subscribe();
    hub.onLost();
    hub.onRegained();
    expect(titleOf(await first)).toBe('reload');
  });
});

describe('a client', () => {
  it('that reads too slowly is dropped and keeps nothing waiting', async () => {
    const slow = await subscribe();
    const quick = await subscribe();
    hub.onChanges([inboxChange('first')]);
    await slow.first;
    await quick.first;
    const read: string[] = [];
    // More at once would be one reload.
    const atOnce = MAX_WAITING / 4 + 1;
    for (let round = 0; round < 4; round++) {
      hub.onChanges(Array.from({ length: atOnce }, (_, n) => inboxChange(`${round}-${n}`)));
      while (read.at(-1) !== `${round}-${MAX_WAITING / 4}`)
        read.push(titleOf(await quick.events.next()));
    }
    await expect(slow.events.next()).rejects.toBeInstanceOf(SlowClientError);
    await vi.waitFor(() => expect(hub.clients).toBe(1));
    expect(read).toHaveLength(MAX_WAITING + 4);
  });

  it('that leaves is forgotten', async () => {
    const { first } = await subscribe();
    stop.abort();
    expect((await first).done).toBe(true);
    expect(hub.clients).toBe(0);
  });
});

describe('event ids', () => {
  it('say the instant of the reading', async () => {
    const { first } = await subscribe();
    fake.clock.now = later(5);
    hub.onChanges([inboxChange('i1')]);
    const { value } = await first;
    expect(parseEventId(value?.id ?? '')).toEqual(later(5));
  });

  it.each(['', 'A', '-1', 'zzzzzzzzzz', '1.5', ' 1'])('"%s" is none', (id) => {
    expect(parseEventId(id)).toBeNull();
  });
});

describe('while the document store does not answer', () => {
  const next = async (events: AsyncGenerator<NumberedEvent>): Promise<NumberedEvent> => {
    const { value } = await events.next();
    return value as NumberedEvent;
  };

  it('tells open pages so, and when it is back, without going past what is still to be told', async () => {
    const events = hub.subscribe({ lastEventId: null, targetIds: null }, stop.signal);
    const first = next(events);
    hub.onChanges([inboxChange('a')]);
    const { id } = await first;
    fake.clock.now = later(60_000);
    hub.onStore(later(50_000));
    expect(await next(events)).toEqual({
      id,
      event: { type: 'store', awaySince: later(50_000) },
    });
    hub.onStore(null);
    expect((await next(events)).event).toEqual({ type: 'store', awaySince: null });
  });

  it('tells pages that come (back) before anything is read', async () => {
    fake.inbox.since.mockImplementation(() => new Promise(() => undefined));
    hub.onStore(T0);
    const lastEventId = toEventId(later(-1_000));
    const event = { type: 'store', awaySince: T0 };
    expect(await next(hub.subscribe({ lastEventId, targetIds: null }, stop.signal))).toEqual({
      id: lastEventId,
      event,
    });
    expect(
      (await next(hub.subscribe({ lastEventId: null, targetIds: null }, stop.signal))).event,
    ).toEqual(event);
  });
});

describe('a client that shows some targets', () => {
  const hour = new Date(T0.getTime() - 3_600_000);
  /** Lets targets be known, as what is read of them next. */
  const know = (...targets: { id: string; status: Status }[]) => {
    const records = targets.map(({ id, status }) =>
      targetRecord({ id, state: { ...initialState(hour), status } }),
    );
    Object.assign(fake.ports.targets, {
      getMany: (ids: string[]) => Promise.resolve(records.filter(({ id }) => ids.includes(id))),
    });
  };
  const change = (...ids: string[]) =>
    hub.onChanges(ids.map((id): Change => ({ type: 'target', id })));
  const told = async (events: AsyncGenerator<NumberedEvent, void>) => {
    const { value } = await events.next();
    if (value?.event.type === 'target') return `${value.event.target.id} whole`;
    return value?.event.type === 'status'
      ? `${value.event.targetId} ${value.event.status}`
      : value?.event.type;
  };

  it('is told everything of these, and of others only that their status has changed', async () => {
    const all = await subscribe();
    const some = await subscribe(null, ['a']);
    await some.first;
    know({ id: 'a', status: 'up' }, { id: 'b', status: 'up' });
    change('a', 'b');
    await all.first;
    expect(await told(some.events)).toBe('a whole');
    know({ id: 'a', status: 'up' }, { id: 'b', status: 'down' });
    change('b');
    expect(await told(some.events)).toBe('b down');
    hub.onChanges([inboxChange('i1')]);
    expect(await told(some.events)).toBe('inbox');
  });

  it('gets a place to resume from at once, and what it shows anew when it resumes', async () => {
    const some = await subscribe(null, ['a']);
    const start = (await some.first).value;
    expect(start?.event).toEqual({ type: 'store', awaySince: null });
    know({ id: 'a', status: 'up' }, { id: 'b', status: 'up' });
    const other = await subscribe(start?.id ?? null, ['b']);
    expect((await other.first).value?.event).toMatchObject({ type: 'target', target: { id: 'b' } });
  });
});
