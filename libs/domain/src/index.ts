export { AlertEvent, AlertKind, AlertState, Resolution, Severity } from './alert/kind.ts';
export {
  AcknowledgeAlert,
  Alert,
  AlertPage,
  AlertWithDeliveries,
  ListAlerts,
} from './alert/schema.ts';
export { describeChainFault, isChainFault, type ChainFault } from './certificate/chain-fault.ts';
export { certificateChanged, CertificateChange } from './certificate/change.ts';
export {
  CertificateDetails,
  CertificateEvent,
  CertificateReading,
  CertificateTrouble,
} from './certificate/details.ts';
export { certificateExpiry, type CertificateExpiry } from './certificate/expiry.ts';
export { describeCertificateExpiry, describeCertificatePlace } from './certificate/expiry-words.ts';
export {
  certificateVerdicts,
  judgeCertificate,
  type CertificateVerdict,
} from './certificate/judge.ts';
export { judgeInTurn } from './certificate/judge-in-turn.ts';
export { judgeSightings } from './certificate/judge-sightings.ts';
export { followLeaves, isInService, isUnsettled, type KnownLeaf } from './certificate/leaves.ts';
export { commonNameOnly } from './certificate/judge-name.ts';
export { matchesDnsName, selectNames } from './certificate/names.ts';
export {
  CertificateResult,
  type CertificateProbe,
  type CertificateProbeRequest,
} from './certificate/probe.ts';
export {
  CertificateEvidence,
  CertificateFacts,
  CertificateFinding,
  CertificateKey,
  CertificateName,
  CertificateProperty,
  ChainTrust,
  HandshakeEnd,
  LeafFacts,
  MAX_CERTIFICATE_NAMES,
} from './certificate/schema.ts';
export { seenCertificates, type SeenCertificate } from './certificate/seen-certificates.ts';
export {
  CertificateSighting,
  keyKindOf,
  type KeyKind,
  OtherCertificate,
  UnreachedAddress,
} from './certificate/sighting.ts';
export { createChannelUrlJudge, judgeChannelUrl, type ChannelUrlRules } from './channel/address.ts';
export type { ChannelField } from './channel/descriptor.ts';
export { channelFields, ChannelKind, type ChannelConfig } from './channel/kind.ts';
export { channelKinds } from './channel/kinds.ts';
export { isMasked, toChannel, unmaskConfig } from './channel/mask.ts';
export {
  Channel,
  ChannelList,
  ChannelTest,
  CreateChannel,
  LastDelivery,
  UpdateChannel,
  type ChannelRecord,
} from './channel/schema.ts';
export { History, HistoryQuery, RecentChecks, RecentQuery } from './check/inputs.ts';
export type { HttpProbe, HttpProbeContext, HttpProbeRequest } from './check/probe.ts';
export {
  ChartPoint,
  Check,
  CheckKind,
  CheckOrigin,
  CheckOutcome,
  Failure,
  FailureClass,
  LastCheck,
  NO_PHASES,
  Phases,
  SkippedAddress,
  ProbeResult,
  Try,
} from './check/schema.ts';
export { namedId } from './common/named-id.ts';
export { normalise } from './common/normalise.ts';
export { isSameValue } from './common/same-value.ts';
export { Cursor, Id, Instant, Limit, line } from './common/schema.ts';
export {
  type Message,
  type MessageEvent,
  type MessageTarget,
  type SendMessage,
  type SendOutcome,
} from './delivery/message.ts';
export { FALLBACK_AFTER_MS, nextAttemptAt } from './delivery/backoff.ts';
export {
  Delivery,
  DeliveryAttempt,
  DeliveryPage,
  DeliveryState,
  ListDeliveries,
} from './delivery/schema.ts';
export { parseAddress } from './egress/address.ts';
export { containsAddress, parseCidr, type Cidr } from './egress/cidr.ts';
export {
  EgressMode,
  defaultEgressMode,
  isLoopback,
  judgeAddress,
  judgeHost,
  parseCidrList,
  type EgressDenial,
  type EgressPolicy,
  type EgressReason,
  type OwnService,
} from './egress/policy.ts';
export { isLocalName } from './egress/local-name.ts';
export { AppError, notFound, type AppErrorCode } from './errors.ts';
export { InboxItem, InboxPage, ListInbox, Marked, MarkRead } from './inbox/schema.ts';
export { LiveEvent } from './live/schema.ts';
export {
  judgeOwnNetwork,
  type NetworkEvidence,
  type NetworkVerdict,
  type OfflineCause,
} from './network/judge-own-network.ts';
export { networkOf } from './network/network-of.ts';
export { networkSign, type NetworkSign, type Suspicion } from './network/sign.ts';
export {
  isAnswer,
  isNetworkFailure,
  OFFLINE_CODE,
  offlineFailure,
  offlineReason,
  type Offline,
} from './network/own-network.ts';
export { BLIND_WORDS, blindAfter, type BlindReason, type Blindness } from './status/blindness.ts';
export { staggerMs } from './schedule/stagger.ts';
export { PARTITIONS, nextSlot, partitionOf, stableHash } from './schedule/slots.ts';
export { ChartBuilder, chartBucketSeconds, nearestRank, type ChartSample } from './stats/chart.ts';
export { gapsWithin, KEPT_GAPS, unknownMs } from './stats/gaps.ts';
export {
  addToHour,
  endHour,
  ENDED_HOURS,
  hourOf,
  isSameHour,
  repairHours,
  spark24h,
  uptime24h,
  type HourTotals,
} from './stats/hours.ts';
export {
  CONFIRMATION_DELAY_MS,
  GAP_INTERVALS,
  INCONCLUSIVE_INTERVALS,
  MIN_FAILURE_DISTANCE_MS,
  PERSISTENT_STEPS,
  SILENT_INTERVALS,
  transition,
} from './status/machine.ts';
export { becomeStale, stateAt, type Gap } from './status/stale.ts';
export { initialState, type Outage, type StatusState } from './status/state.ts';
export { openAlertIds } from './status/slowness.ts';
export type {
  ResultEvent,
  StatusEffect,
  StatusEvent,
  StatusRules,
  Transition,
} from './status/transition.ts';
export { STATUS_RANK, Status } from './status/status.ts';
export {
  DeadLetter,
  DeadLetterId,
  DeadLetterPage,
  ListDeadLetters,
} from './system/dead-letters.ts';
export { type BlindFigures } from './system/blind-trouble.ts';
export { OverdueFigures, QueueFigures, SystemQueues, WorkerFigures } from './system/queues.ts';
export { Component, ComponentStatus, SystemHealth } from './system/schema.ts';
export { diskTrouble } from './system/disk-trouble.ts';
export { Setbacks, type Stuck } from './system/setbacks.ts';
export { judgeSystem, READ_ONLY, WORKER_MISSING_MS, type SystemFigures } from './system/trouble.ts';
export { type Trouble } from './system/trouble-record.ts';
export {
  FIRST_LOOK,
  lastingOf,
  look,
  presentOf,
  type KnownTrouble,
  type Present,
  type Watch,
} from './system/watch.ts';
export {
  CertificateSummary,
  CreateTarget,
  RegistrationSummary,
  ListTargets,
  ProbeTarget,
  SparkPoint,
  StatusCounts,
  Target,
  TargetPage,
  TargetSort,
  UpdateTarget,
} from './target/schema.ts';
export {
  Alerting,
  DEFAULT_ALERTING,
  DEFAULT_EXPECTATION,
  DEFAULT_INTERVAL_SECONDS,
  DEFAULT_REQUEST,
  DEFAULT_THRESHOLDS,
  Expectation,
  MAX_REDIRECTS,
  RequestSettings,
  StatusRanges,
  Thresholds,
  settingsConflict,
} from './target/settings.ts';
export {
  MAX_URL_LENGTH,
  hostOfUrl,
  judgeUrl,
  parseTargetUrl,
  portOfUrl,
  type TargetUrl,
  type UrlRefusal,
  type UrlRefusalReason,
} from './target/url.ts';
export { alertTitle, conditionEnd } from './text/alert-title.ts';
export { formatDaysLeft } from './text/format/days.ts';
export { formatDuration, formatInterval } from './text/format/duration.ts';
export { asChangedName, ledElsewhere } from './check/changed-name.ts';
export { FAILURE_WORDS } from './text/failure-class.ts';
export { formatCount, formatLatency, formatPercent } from './text/format/figures.ts';
export { formatDay, formatInstant, formatRelative } from './text/format/instant.ts';
export {
  describeMessage,
  factLines,
  writeMessage,
  type Fact,
  type MessageWords,
  type Tone,
} from './text/message.ts';
export { plainLine, plainLines, shorten } from './common/plain-line.ts';
export {
  EXPIRY_REMINDER_DAYS,
  certificateThreshold,
  daysLeft,
  expiryStep,
  expirySteps,
  type ExpiryStep,
} from './expiry/expiry-step.ts';
export { compareExpiries, expiryChoices, matchesExpiry, tldOf } from './expiry/filter.ts';
export {
  ExpiryChoices,
  ExpiryFilter,
  ExpiryItem,
  ExpiryPage,
  ExpirySort,
  ExportExpiries,
  ListExpiries,
} from './expiry/schema.ts';
export { expirySeverity, isLaterStep } from './expiry/severity.ts';
export { isRenewalInDoubt } from './registration/auto-renew.ts';
export { isSameExpiry } from './registration/pick-expiry-date.ts';
export { RegistrationChange, registrationChanges } from './registration/changes.ts';
export {
  isPast,
  isRenewal,
  isStale,
  registrationDaysLeft,
  registrationStep,
} from './registration/judge.ts';
export {
  ByDomain,
  ByTarget,
  RegistrationDetails,
  DomainName,
  RegistrationEvent,
  SetManualExpiry,
} from './registration/details.ts';
export { takesTypedExpiry, typeInExpiry } from './registration/manual.ts';
export { mergeRegistration } from './registration/merge.ts';
export { nextLookupAt, refreshAllowedAt } from './registration/next-lookup.ts';
export {
  type RegistryLoad,
  lookupDays,
  NO_REGISTRY_LOAD as NO_REGISTRY_LOAD,
} from './registration/lookup-interval.ts';
export {
  DatePrecision,
  RegistrationAnswer,
  RegistrationFacts,
  RegistrationFailure,
  RegistrationFailureClass,
  RegistrationOutcome,
  RegistrationSource,
  type RegistrationProbe,
} from './registration/schema.ts';
export {
  type KeptRdapList,
  RdapListReport,
  RdapListState,
  reportRdapList,
} from './registration/rdap-list.ts';
export { RegistryReply } from './registration/reply.ts';
export type { NoDomainReason, RegistrableDomain } from './registration/registrable.ts';
export { Registration, newRegistration } from './registration/state.ts';
export {
  hasEnded,
  isEndOfLife,
  isLaterRegistrationStep,
  registrationSeverity,
  registrationWarning,
  type RegistrationStep,
} from './registration/step.ts';
export { describeRegistrationEnd } from './registration/warning-words.ts';
export { eppStatus, lifecycleOf } from './registration/status.ts';
export {
  claimSlot,
  FREE_SLOT,
  isIdle,
  joinQueue,
  releaseSlot,
  type RateLimitReport,
  type RateLimitState,
} from './registration/rate-limit.ts';
export {
  BlindnessSettings,
  DEFAULT_SETTINGS,
  Settings,
  UpdateSettings,
} from './settings/schema.ts';
export { describeSlowness } from './text/slowness.ts';
