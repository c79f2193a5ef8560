import type { Page } from '@app/monitoring';
import type { RegistrationChanges, RegistrationRecord } from '@app/domain';
import type { Connection, mongo } from 'mongoose';
import type { createSecretStores, Stores } from '../create-stores.ts';
import { T0 } from './fixtures.ts';

/** What a contract is held against: empty stores on one server, with a clock that tests set. */
export interface StoreContext {
  stores: Stores;
  secrets: ReturnType<typeof createSecretStores>;
  setNow: (now: Date) => void;
  /** A connection to the same database, for what no port shows. */
  connection: Connection;
  /** What the stores speak through; tells listeners of each command. */
  client: mongo.MongoClient;
  /** Prepares the database as each process does when it starts. */
  prepare: () => Promise<void>;
}

/** The context of the running test. */
export type Context = () => StoreContext;

/** Reads a list to its end, page by page; fails on a list that does not end. */
export async function readAll<T>(
  read: (cursor: string | undefined) => Promise<Page<T>>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 100; pages++) {
    const page = await read(cursor);
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
  }
  throw new Error('The list has no end: its cursor does not move on.');
}

/** Runs the same thing many times at once. */
export const inParallel = async <T>(times: number, run: (i: number) => Promise<T>): Promise<T[]> =>
  await Promise.all(Array.from({ length: times }, (_, i) => run(i)));

/** Stores a domain that is watched from `T0` on, with a change of what is known of it. */
export async function storeRegistration(
  { stores: { registrations } }: StoreContext,
  domain: string,
  change: RegistrationChanges = {},
): Promise<RegistrationRecord> {
  await registrations.watch(domain, T0);
  const isChanged = await registrations.change(domain, 1, change);
  const stored = await registrations.get(domain);
  if (!isChanged || !stored) throw new Error(`${domain} was stored before.`);
  return stored;
}

/** The items of a list that must have exactly as many as are taken from it. */
export function exactly<T>(items: readonly T[], count: 1): [T];
export function exactly<T>(items: readonly T[], count: 2): [T, T];
export function exactly<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length !== count) throw new Error(`Expected ${count} items, got ${items.length}.`);
  return items;
}
