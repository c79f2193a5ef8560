/* Kinds of checks: what the runner, the stores and the probes need of them. */
export type { ProbeContext } from './check/probe.ts';
export type { WatchState } from './check/watch.ts';
export { judgeWatch } from './check-kind/judge-watch.ts';
export type {
  ProbedTarget,
  StatusKind,
  StatusProbe,
  WatchedUrl,
} from './check-kind/status-kind.ts';
export type { Judged, NoReading, Reading, Watched, WatchKind } from './check-kind/watch-kind.ts';
export { startedWatch } from './check-kind/watch-life.ts';
export { CHECK_KINDS } from './target/check-kinds.ts';
export {
  statusKindOf,
  type StatusName,
  type StatusProbes,
  WATCH_KINDS,
} from './target/kind-of-check.ts';
export {
  backfilledWatches,
  editedWatches,
  resumedWatches,
  startedWatches,
  stoppedWatches,
  type WatchProbe,
  type Watches,
  type WatchName,
} from './target/watches.ts';
