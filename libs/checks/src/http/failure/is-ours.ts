import type { FailureClass } from '@app/domain';

const OURS: ReadonlySet<FailureClass> = new Set(['egress', 'network', 'overload', 'internal']);

/** True for failures of ours: they say nothing about the target, so the check is inconclusive. */
export const isOurs = (failureClass: FailureClass): boolean => OURS.has(failureClass);
