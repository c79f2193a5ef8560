import type { Provider } from '@angular/core';
import { DEFAULT_SETTINGS, type LiveEvent } from '@app/domain';
import { DEFAULT_POLICIES } from '@app/domain/alerting';
import { TRPCClientError } from '@trpc/client';
import { Api, type ApiClient } from '../app/shared/data/api';
import type { Issue } from '../app/shared/data/refusal';
import { alertPage, noBackups, noRegistration } from './samples';

/** An input that may be left out arrives as undefined. */
type Given<I> = Exclude<I, void> | (undefined extends I ? undefined : never);

type Handler<P> = P extends { query: (input: infer I) => Promise<infer O> }
  ? (input: Given<I>) => O | Promise<O>
  : P extends { mutate: (input: infer I) => Promise<infer O> }
    ? (input: Given<I>) => O | Promise<O>
    : never;

/** Answers of the server, by procedure, typed as the router is. */
export type Handlers = {
  [A in Exclude<keyof ApiClient, 'live'>]?: {
    [K in keyof ApiClient[A]]?: Handler<ApiClient[A][K]>;
  };
};

interface Callbacks {
  onStarted: () => void;
  onData: (tracked: { id: string; data: LiveEvent }) => void;
  onConnectionStateChange: (change: { state: 'connecting'; error: Error }) => void;
  onError: () => void;
}

/** The live subscription, played by a test. */
export class FakeLive {
  /** What each subscription asked to be told of; undefined: all targets. */
  readonly shown: (readonly string[] | undefined)[] = [];
  /** What each subscription asked to go on after. */
  readonly resumedAfter: (string | null | undefined)[] = [];
  #callbacks: Partial<Callbacks> = {};
  #lastId = 0;

  subscribe(
    input: { lastEventId?: string | null | undefined; targetIds?: string[] | undefined },
    callbacks: Partial<Callbacks>,
  ) {
    this.shown.push(input.targetIds);
    this.resumedAfter.push(input.lastEventId);
    this.#callbacks = callbacks;
    return { unsubscribe: () => {} };
  }

  connect(): void {
    this.#callbacks.onStarted?.();
  }

  push(event: LiveEvent): void {
    this.#lastId += 1;
    this.#callbacks.onData?.({ id: String(this.#lastId), data: event });
  }

  /** The connection breaks, and the browser tries again by itself. */
  lose(): void {
    this.#callbacks.onConnectionStateChange?.({ state: 'connecting', error: silence() });
  }

  /** The connection breaks, and the browser gives up. */
  fail(): void {
    this.#callbacks.onError?.();
  }
}

export interface FakeApi {
  live: FakeLive;
  calls: { path: string; input: unknown }[];
  provider: Provider;
}

const QUIET: Handlers = {
  targets: {
    list: () => ({
      items: [],
      nextCursor: null,
      counts: { all: 0, pending: 0, up: 0, degraded: 0, down: 0, unknown: 0, paused: 0 },
    }),
    order: () => ({ ids: [] }),
    many: () => ({ items: [] }),
    tags: () => ({ items: [] }),
    certificate: () => ({
      reading: null,
      validTo: null,
      daysLeft: null,
      changes: [],
      trouble: null,
      nextCheckAt: new Date(),
    }),
  },
  domains: { ofTarget: () => noRegistration('This is a name of a local network.') },
  expiry: {
    list: () => ({ items: [], nextCursor: null }),
    choices: () => ({ registrars: [], tlds: [], tags: [] }),
  },
  settings: { get: () => DEFAULT_SETTINGS },
  statusPages: { list: () => ({ items: [] }) },
  reports: { list: () => ({ items: [] }) },
  alerts: { list: () => alertPage() },
  mutes: { list: () => ({ items: [] }) },
  maintenance: { list: () => ({ items: [] }) },
  policies: { get: () => DEFAULT_POLICIES },
  channels: { list: () => ({ items: [] }) },
  deliveries: { list: () => ({ items: [], nextCursor: null }) },
  system: {
    health: () => ({ status: 'ok', components: [] }),
    deadLetters: () => ({ items: [], nextCursor: null }),
    audit: () => ({ items: [], nextCursor: null }),
    backups: () => noBackups(),
    storage: () => ({
      collections: [],
      bytes: 0,
      growthPerDay: null,
      daysUntilFull: null,
      disk: null,
    }),
    upkeep: () => ({ at: new Date(), items: [] }),
    rdapList: () => ({ list: null, isOld: false, detail: 'No list is in use.' }),
  },
  inbox: { unreadCount: () => 0, list: () => ({ items: [], nextCursor: null }) },
};

/** A server that answers as told, and knows nothing of what it was not told. */
export function fakeApi(handlers: Handlers = {}): FakeApi {
  const live = new FakeLive();
  const calls: FakeApi['calls'] = [];
  const call = async (area: string, name: string, input: unknown): Promise<unknown> => {
    const path = `${area}.${name}`;
    calls.push({ path, input });
    const handler = find(handlers, area, name) ?? find(QUIET, area, name);
    if (!handler) throw refusal({ code: 'NOT_FOUND', message: `No answer prepared for ${path}.` });
    return handler(input);
  };
  const client = new Proxy(
    {},
    {
      get: (_, area: string) =>
        area === 'live' ? { events: live } : procedures((name, input) => call(area, name, input)),
    },
  );
  return { live, calls, provider: { provide: Api, useValue: { client } } };
}

const find = (handlers: Handlers, area: string, name: string) =>
  (handlers as Record<string, Record<string, (input: unknown) => unknown> | undefined>)[area]?.[
    name
  ];

const procedures = (call: (name: string, input: unknown) => Promise<unknown>) =>
  new Proxy(
    {},
    {
      get: (_, name: string) => ({
        query: (input: unknown) => call(name, input),
        mutate: (input: unknown) => call(name, input),
      }),
    },
  );

/** An error as the client throws it when the server refuses. */
export const refusal = ({
  code = 'BAD_REQUEST',
  message,
  issues = [],
  target = null,
}: {
  code?: string;
  message: string;
  issues?: Issue[];
  target?: { id: string; name: string } | null;
}): TRPCClientError<never> =>
  TRPCClientError.from({
    error: { message, code: -32_600, data: { code, issues, reason: null, field: null, target } },
  } as never);

/** An error as the client throws it when nothing answers. */
export const silence = (): Error => new TRPCClientError('Failed to fetch');
