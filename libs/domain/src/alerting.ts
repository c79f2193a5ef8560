/* Who is told of alerts, and when. */
export { acknowledgeLink, readAcknowledgeToken } from './alert/acknowledge-link.ts';
export {
  type Flapping,
  flappedOn,
  flapsAgain,
  startedFlapping,
  withOutage,
} from './alert/flapping.ts';
export type { FollowUp } from './alert/follow-up.ts';
export {
  type ActiveWindow,
  changedMaintenance,
  CreateMaintenance,
  Maintenance,
  MaintenanceList,
  type MaintenanceRecord,
  UpdateMaintenance,
} from './alert/maintenance.ts';
export { CreateMute, Mute, MutedBy, MuteList } from './alert/mute.ts';
export {
  channelsOfPolicies,
  DEFAULT_POLICIES,
  NO_POLICY,
  Policies,
  UpdatePolicies,
} from './alert/policy.ts';
export { hoursOf, QuietHours, waitsForMorning } from './alert/quiet-hours.ts';
export { graver, isAtLeast } from './alert/severity.ts';
export { longerSilence, maintenanceOf, muteOf, type Silence, silenceOf } from './alert/silence.ts';
export type { Stretch, WeeklyHours } from './alert/time-zone.ts';
export {
  type Audience,
  audienceOf,
  chosenChannels,
  type ConcernedTarget,
  concernsAdministrators,
} from './delivery/audience.ts';
export {
  needsChannel,
  policiesWithChannelReplaced,
  withChannelReplaced,
} from './delivery/channel-users.ts';
export { effectivePolicy } from './delivery/effective-policy.ts';
export { detailsOf } from './delivery/event-details.ts';
export {
  afterTelling,
  lookAtAlert,
  nextLookAt,
  followUpOf,
  remindedBy,
} from './delivery/follow-up.ts';
export { parentSilence, wantsVerdict } from './delivery/parents.ts';
export { type PlannedMessage, plannedMessages } from './delivery/plan-notification.ts';
