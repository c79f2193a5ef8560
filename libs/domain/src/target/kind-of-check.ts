import type { StatusKind, StatusProbe } from '../check-kind/status-kind.ts';
import type { WatchKind } from '../check-kind/watch-kind.ts';
import { kindOfUrl } from '../common/target-kind.ts';
import type { RegistrationKind } from '../registration/check.ts';
import { CHECK_KINDS } from './check-kinds.ts';

type Kinds = typeof CHECK_KINDS;
type AnyKind = StatusKind | WatchKind | RegistrationKind;
type Source = AnyKind['source'];
type NamesOf<From extends Source> = {
  [Name in keyof Kinds]: Kinds[Name] extends { source: From } ? Name : never;
}[keyof Kinds];

/** Kinds whose checks are claimed in one way, by name. */
function kindsFrom<From extends Source>(source: From): Pick<Kinds, NamesOf<From>> {
  const entries = Object.entries<AnyKind>(CHECK_KINDS).filter(([, kind]) => kind.source === source);
  return Object.fromEntries(entries) as Pick<Kinds, NamesOf<From>>;
}

/** Kinds of checks that decide the status of targets. */
export const STATUS_KINDS = kindsFrom('slots');
export type StatusName = keyof typeof STATUS_KINDS;

/** Probes of these kinds, each of which takes what its kind asks. */
export type StatusProbes = {
  readonly [Name in StatusName]: StatusProbe<ReturnType<(typeof STATUS_KINDS)[Name]['request']>>;
};

/** Kinds of checks that targets have beside the one of their status. */
export const WATCH_KINDS = kindsFrom('watches');

const BY_NAME: Readonly<Record<string, StatusKind>> = STATUS_KINDS;

/** Returns the kind of check that decides the status of a target; null where it has no checks: its domain decides. */
export const statusKindOf = (url: string): StatusKind | null => BY_NAME[kindOfUrl(url)] ?? null;
