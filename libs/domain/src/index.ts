export type { AlertCause } from './alert/cause.ts';
export { type Acknowledgement, KEPT_ACKNOWLEDGEMENTS } from './alert/acknowledgement.ts';
export { ActorFact } from './alert/actor.ts';
export { Alerting, DEFAULT_ALERTING } from './audience/alerting.ts';
export { conditionEnd, endingOf } from './alert/ending.ts';
export { expirySeverity } from './alert/expiry-severity.ts';
export { expiryStep } from './alert/expiry-step.ts';
export {
  AlertEnding,
  AlertEvent,
  AlertKind,
  AlertState,
  Resolution,
  Severity,
} from './alert/kind.ts';
export { type AlertRecord, type PendingNotification, toldOf } from './alert/record.ts';
export { hasRunbook, NO_RUNBOOK, Runbook } from './alert/runbook.ts';
export { AcknowledgeAlert, Alert, AlertPage, ListAlerts } from './alert/schema.ts';
export { domainSubject, SYSTEM_SUBJECT, targetSubject } from './alert/subject.ts';
export type { KnownTrouble, Trouble, TroubleFact } from './alert/system-trouble.ts';
export { CERTIFICATE_CHECK } from './certificate/check.ts';
export {
  CertificateDetails,
  type CertificateEvent,
  type CertificateReading,
  CertificateReadingView,
} from './certificate/details.ts';
export { certificateExpiry } from './certificate/expiry.ts';
export { certificateVerdicts } from './certificate/judge.ts';
export type { CertificateResult } from './certificate/probe.ts';
export {
  CertificateEvidence,
  CertificateFacts,
  type CertificateFinding,
  CertificateKey,
  CertificateProperty,
} from './certificate/schema.ts';
export { keyKindOf, OtherCertificate, type UnreachedAddress } from './certificate/sighting.ts';
export { expiryOf } from './certificate/summary.ts';
export type { CertificateWatch } from './certificate/watch.ts';
export {
  type ChannelUrlRules,
  createChannelUrlJudge,
  judgeChannelUrl,
} from './channel-url/judge.ts';
export type { ChannelUrlFault } from './channel/url-fault.ts';
export type { ChannelField } from './channel/descriptor.ts';
export { type ChannelConfig, channelFields, ChannelKind } from './channel/kind.ts';
export { channelKinds } from './channel/kinds.ts';
export { DEFAULT_MESSAGE_FIELDS, MessageField } from './channel/message-field.ts';
export { isMasked, unmaskConfig } from './channel/mask.ts';
export {
  Channel,
  ChannelList,
  type ChannelRecord,
  ChannelTest,
  CreateChannel,
  LastDelivery,
  RemoveChannel,
  TestChannel,
  UpdateChannel,
} from './channel/schema.ts';
export type { BlindReason } from './check/blind-reason.ts';
export { isChainFault } from './check/chain-fault.ts';
export { asChangedName, ledElsewhere } from './check/changed-name.ts';
export { DnsRecord } from './check/dns-record.ts';
export type {
  AfterRedirect,
  BrokenHttp,
  FailureFact,
  Offline,
  RefusedCertificate,
  SpokenProtocol,
} from './check/failure-fact.ts';
export {
  DEFAULT_EXPECTATION,
  DEFAULT_REQUEST,
  Expectation,
  MAX_REDIRECTS,
  RequestSettings,
  settingsConflict,
} from './check/http-settings.ts';
export { History, HistoryQuery, RecentChecks, RecentQuery } from './check/inputs.ts';
export type {
  RdapListProblem,
  RegistrationFailure,
  RegistrationFailureFact,
} from './check/registration-failure.ts';
export { RegistrationSource } from './check/registration-source.ts';
export type { KeyKind } from './check/key-kind.ts';
export type { HttpProbe, HttpProbeRequest } from './check/probe.ts';
export {
  ChartPoint,
  type Check,
  CheckKind,
  CheckOrigin,
  CheckOutcome,
  CheckView,
  type Failure,
  FailureClass,
  FailureView,
  type LastCheck,
  LastCheckView,
  NO_PHASES,
  Phases,
  type ProbeResult,
  ProbeView,
  SkippedAddress,
  Try,
} from './check/schema.ts';
export { nextSlot, partitionOf, PARTITIONS } from './check/slots.ts';
export { staggerMs } from './check/stagger.ts';
export { Status, STATUS_RANK } from './check/status.ts';
export { tlsAlertName } from './check/tls-alert.ts';
export { AppError, type AppErrorCode, notFound, readsOnly } from './common/errors.ts';
export type { Lease } from './common/lease.ts';
export { maxPlausibleTime } from './common/max-plausible-time.ts';
export { normalise } from './common/normalise.ts';
export { plainLine, plainLines, shorten } from './common/plain-line.ts';
export { Id } from './common/schema.ts';
export {
  heededSettings,
  heedsSetting,
  ignoredSettingIn,
  kindOfScheme,
  kindOfUrl,
  nameInDomainUrl,
  TargetKind,
  urlOfDomain,
} from './common/target-kind.ts';
export { TARGET_KINDS } from './common/target-kinds.ts';
export { stableHash } from './common/stable-hash.ts';
export { hostOfUrl, portOfUrl } from './common/url-parts.ts';
export { AlertWithDeliveries } from './story/alert-with-deliveries.ts';
export {
  type InboxFact,
  InboxItem,
  InboxPage,
  type InboxRecord,
  ListInbox,
  Marked,
  MarkRead,
} from './delivery/inbox.ts';
export { IN_APP_LANE, laneOf } from './delivery/lane.ts';
export type {
  DigestItem,
  EventDetails,
  Message,
  MessageTarget,
  SendMessage,
  SendOutcome,
  SharedCause,
} from './delivery/message.ts';
export { newDeliveries } from './delivery/new-delivery.ts';
export type { AttemptRecord, DeliveryRecord } from './delivery/record.ts';
export type { NoAnswer, SendFact } from './delivery/send-fact.ts';
export {
  Delivery,
  DeliveryAttempt,
  DeliveryPage,
  DeliveryState,
  DismissDeliveries,
  Dismissed,
  DropReason,
  ListDeliveries,
} from './delivery/schema.ts';
export { parseAddress } from './egress/address.ts';
export { type Cidr, containsAddress } from './egress/cidr.ts';
export type { EgressDenial, EgressFact, EgressReason } from './egress/denial.ts';
export { isLocalName } from './egress/local-name.ts';
export {
  defaultEgressMode,
  EgressMode,
  type EgressPolicy,
  isAnyAddress,
  isLoopback,
  isSameAddress,
  judgeAddress,
  judgeHost,
  type OwnService,
  parseCidrList,
} from './egress/policy.ts';
export { zoneOf } from './egress/zone.ts';
export { compareExpiries, expiryChoices, matchesExpiry } from './expiry/filter.ts';
export { certificateItem, registrationItem } from './expiry/items.ts';
export {
  certificatesAfter,
  comparePlaces,
  domainsAfter,
  type JointPlace,
  readOffset,
  readPlace,
  writeOffset,
  writePlace,
} from './expiry/place-in-list.ts';
export type { ExpiryPlace } from './expiry/place.ts';
export {
  ExpiryChoices,
  ExpiryFilter,
  ExpiryItem,
  ExpiryPage,
  ExpirySort,
  ExportExpiries,
  ListExpiries,
} from './expiry/schema.ts';
export { affectedTargets } from './live/affected-targets.ts';
export type { Change } from './live/change.ts';
export { KnownStatuses, narrowEvent } from './live/narrow.ts';
export { LiveEvent } from './live/schema.ts';
export { judgeOwnNetwork, type NetworkEvidence } from './network/judge-own-network.ts';
export { networkOf } from './network/network-of.ts';
export { offlineFailure } from './network/own-network.ts';
export { networkSign, type NetworkSign, type Suspicion } from './network/sign.ts';
export { endEntries } from './outbox/end-entries.ts';
export type { OutboxEntry } from './outbox/entry.ts';
export { endedWithPause } from './outbox/expiry-alert.ts';
export type { RecordAnswer, RecordMemory, RecordProbe, RecordQuestion } from './records/schema.ts';
export { type DnsWatch } from './records/schema.ts';
export { dueRecords } from './records/watch.ts';
export type { RegistrationChanges } from './registration/change.ts';
export {
  ByDomain,
  ByTarget,
  RegistrationDetails,
  RegistrationEvent,
  RegistrationSummary,
  SetManualExpiry,
} from './registration/details.ts';
export { nextLookupAt, refreshAllowedAt } from './registration/next-lookup.ts';
export {
  type KeptRdapList,
  RdapListReport,
  type RdapListRecord,
  reportRdapList,
} from './registration/rdap-list.ts';
export type { RegistrationRecord, RegistrationWarning } from './registration/record.ts';
export type { RegistrableDomain } from './registration/registrable.ts';
export { RegistryReply } from './registration/reply.ts';
export {
  RegistrationAnswer,
  RegistrationOutcome,
  type RegistrationProbe,
} from './registration/schema.ts';
export { newRegistration, Registration } from './registration/state.ts';
export { MASK } from './common/mask.ts';
export type { KeyRing } from './secrets/key-ring.ts';
export { LockedSecrets, SecretLock } from './secrets/lock.ts';
export { hasOlderReader } from './secrets/older-readers.ts';
export {
  hasSealed,
  keepsSecrets,
  maskRequest,
  secretsOf,
  unmaskRequest,
  withSecrets,
} from './secrets/request-secrets.ts';
export {
  CLEAR_VAULT,
  isSealed,
  keyOfSealed,
  partsOfSealed,
  sealedText,
  SECRETS_LOCKED,
  secretsLocked,
  type SecretPlace,
  type Vault,
} from './secrets/sealed.ts';
export { chartBucketSeconds, ChartBuilder } from './stats/chart.ts';
export { checksToArchive, isWorthArchiving } from './history/checks-to-archive.ts';
export { type Gap, gapsWithin, KEPT_GAPS, KEPT_PAUSES } from './stats/gaps.ts';
export { ENDED_HOURS, hourOf, type HourTotals, uptime24h } from './stats/hours.ts';
export type { BlindFigures } from './system/blind-trouble.ts';
export {
  DeadLetter,
  DeadLetterId,
  DeadLetterPage,
  ListDeadLetters,
} from './system/dead-letters.ts';
export { diskTrouble } from './system/disk-trouble.ts';
export { followTroubles, knownTroubles, type SystemAlertStep } from './system/follow-troubles.ts';
export { overallHealth } from './system/health.ts';
export { QueueFigures, SystemQueues, WorkerFigures } from './system/queues.ts';
export { lastReconciled, RECONCILER_MISSING_MS, reconcilerComponent } from './system/reconciler.ts';
export { Component, ComponentStatus, SystemHealth } from './system/schema.ts';
export { Setbacks, type Stuck } from './system/setbacks.ts';
export {
  BlindnessSettings,
  DEFAULT_SETTINGS,
  RetentionSettings,
  Settings,
  UpdateSettings,
} from './system/settings.ts';
export {
  type CountedDays,
  type Housekeeping,
  keepingAfter,
  keptFrom,
} from './system/housekeeping.ts';
export { judgeSystem, READ_ONLY, WORKER_MISSING_MS } from './system/trouble.ts';
export { deadWays, undeliveredTroubles } from './system/undelivered.ts';
export { FIRST_LOOK, lastingOf, look, presentOf } from './system/watch.ts';
export { otherRegions } from './system/regions.ts';
export type { WorkerHeartbeat } from './system/worker-heartbeat.ts';
export {
  BulkAction,
  BulkChange,
  BulkReport,
  BulkTargets,
  BulkVerdict,
  type FieldChange,
  fieldChanges,
  undoOf,
  updateOf,
} from './target/bulk.ts';
export type { TargetChange } from './target/change.ts';
export { checkedSoon } from './target/check-soon.ts';
export type { Deciding } from './target/deciding.ts';
export { editedTarget } from './target/edit.ts';
export { newTarget } from './target/new-target.ts';
export { pausedTarget, resumedTarget } from './target/pause.ts';
export { removedTarget } from './target/remove.ts';
export type { CheckedTarget, ClaimedTarget, HeldTarget } from './target/claimed.ts';
export { effectiveState } from './target/effective-state.ts';
export {
  ImportKind,
  ImportReport,
  ImportTargets,
  ImportVerdict,
  type ListEntry,
  MAX_IMPORTED,
  readTargetList,
} from './target/import.ts';
export { type FinishedCheck, judgeCheck } from './target/judge-check.ts';
export { mergeSettings, mergeSettingsGroup } from './target/merge-settings.ts';
export type {
  ProbedTarget,
  StatusKind,
  StatusProbe,
  WatchedUrl,
} from './check-kind/status-kind.ts';
export { ALERT_KIND_WORDS } from './text/alert-kinds.ts';
export type { TargetOnDomain } from './target/on-domain.ts';
export type { KeyedSettings, Schedule, TargetRecord, UrgentOfTarget } from './target/record.ts';
export { mayBegin, slotToJudge, STOPPED_SCHEDULE, urgentOf } from './target/schedule-after.ts';
export {
  CreateTarget,
  ListTargets,
  ManyTargets,
  OrderTargets,
  ProbeTarget,
  SparkPoint,
  StatusCounts,
  TagList,
  TagMatch,
  Target,
  TargetItems,
  TargetOrder,
  TargetPage,
  TargetSort,
  UpdateTarget,
} from './target/schema.ts';
export {
  DEFAULT_TARGET_SETTINGS,
  DEFAULT_THRESHOLDS,
  TargetSettings,
  Thresholds,
} from './target/settings.ts';
export type { Blindness } from './target/status/blindness.ts';
export { initialState, type StatusState } from './target/status/state.ts';
export { targetUpTo } from './target/times-up-to.ts';
export { timeFacts } from './target/time-facts.ts';
export { toTarget } from './target/to-target.ts';
export {
  type Badge,
  BadgeKind,
  BadgeOptions,
  type BadgeTone,
  describeBadge,
} from './text/badge.ts';
export { describeCause, isKnownCause } from './text/cause.ts';
export { viewCertificateChange, viewFinding } from './text/certificate.ts';
export { describeEgress } from './text/egress.ts';
export { describeFailure, viewFailure, viewWithFailure } from './text/failure.ts';
export { formatDuration } from './text/format/duration.ts';
export { formatDay, formatInstant } from './text/format/instant.ts';
export { toInboxItem } from './text/to-inbox-item.ts';
export {
  describeRegistrationFailure,
  isKnownRegistrationFailure,
} from './text/registration-failure.ts';
export { describeTrouble, isKnownTrouble } from './text/trouble.ts';
export { alertTitle } from './text/alert-title.ts';
export { describeSending } from './text/sending.ts';
export { toAlert } from './text/to-alert.ts';
export { toChannel } from './text/to-channel.ts';
export { toDelivery } from './text/to-delivery.ts';
export { authorityOf } from './url/url-text.ts';
export { judgeUrl, parseTargetUrl, type UrlRefusal } from './url/url.ts';
