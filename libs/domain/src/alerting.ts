/* Who is told of alerts, and when. */
export { acknowledgeLink, readAcknowledgeToken } from './alert/acknowledge-link.ts';
export {
  type Flapping,
  flappedOn,
  flapsAgain,
  startedFlapping,
  withOutage,
} from './alert/flapping.ts';
export type { FollowUp } from './alert/told-so-far.ts';
export {
  type ActiveWindow,
  changedMaintenance,
  CreateMaintenance,
  Maintenance,
  MaintenanceList,
  type MaintenanceRecord,
  UpdateMaintenance,
} from './silence/maintenance.ts';
export { CreateMute, Mute, MutedBy, MuteList } from './silence/mute.ts';
export {
  channelsOfPolicies,
  DEFAULT_POLICIES,
  NO_POLICY,
  Policies,
  UpdatePolicies,
} from './audience/policy.ts';
export { hoursOf, QuietHours, waitsForMorning } from './channel/quiet-hours.ts';
export { graver, isAtLeast } from './alert/severity.ts';
export {
  isInWindow,
  longerSilence,
  maintenanceOf,
  muteOf,
  type Silence,
  silenceOf,
} from './silence/silence.ts';
export type { Stretch, WeeklyHours } from './silence/time-zone.ts';
export {
  type Audience,
  audienceOf,
  chosenChannels,
  type ConcernedTarget,
  concernsAdministrators,
} from './audience/audience.ts';
export {
  needsChannel,
  policiesWithChannelReplaced,
  withChannelReplaced,
} from './audience/channel-users.ts';
export { effectivePolicy } from './audience/effective-policy.ts';
export { previewTelling, type TellingPreview } from './audience/preview.ts';
export { detailsOf } from './delivery/event-details.ts';
export {
  afterTelling,
  lookAtAlert,
  nextLookAt,
  followUpOf,
  remindedBy,
} from './audience/look-at-alert.ts';
export { parentSilence, wantsVerdict } from './audience/parents.ts';
export { type PlannedMessage, plannedMessages } from './audience/plan-notification.ts';
export { alertStory, evidenceOf, evidenceTimes, shownDeliveries } from './story/alert-story.ts';
export { leftOutOf } from './story/left-out.ts';
export type { LeftOut, LeftOutReason, StoryEntry } from './story/schema.ts';
