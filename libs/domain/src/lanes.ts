/* How what is planned reaches a channel: what use cases and stores need of it, and nobody else. */
export { FALLBACK_AFTER_MS, isGivenUp, nextAttemptAt } from './delivery/backoff.ts';
export { firstWorking, leadsBack } from './delivery/fallback.ts';
export { type LaneLimits, laneLimits, usualPerSecond } from './delivery/lane-limits.ts';
export { afterOutcome, sendLimitMs, type SentPlan } from './delivery/lane-outcome.ts';
export { afterSend, nextSendAt, pauseOf } from './delivery/lane-pace.ts';
export {
  channelOfLane,
  isToldWhole,
  type LaneRecord,
  type LaneState,
  NEW_LANE,
  type PlanForm,
  type StoredPlan,
} from './delivery/lane.ts';
export { matterOf } from './delivery/matter.ts';
export { type LaneWork, nextMessages } from './delivery/next-messages.ts';
export { isHeldBack } from './delivery/held-back.ts';
export { notificationKeyOf } from './delivery/new-delivery.ts';
export { spentBecause } from './delivery/spent.ts';
export { isOver } from './delivery/thread.ts';
export { notDelivering } from './delivery/not-delivering.ts';
export type { LastDeliveryRecord, StoredChannel } from './delivery/stored-channel.ts';
