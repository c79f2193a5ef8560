import type { Alert, CheckView } from '@app/domain';
import type { AuditLink } from '@app/domain/audit';
import type { StatsDay } from '@app/domain/stats';
import type { Columns } from '../csv/csv-line.ts';

/** Checks of a target, with what the contract calls them. */
export const CHECK_COLUMNS: Columns<CheckView> = [
  ['at', ({ at }) => at],
  ['slot', ({ slot }) => slot],
  ['kind', ({ kind }) => kind],
  ['origin', ({ origin }) => origin],
  ['confirmation', ({ confirmation }) => confirmation],
  ['outcome', ({ outcome }) => outcome],
  ['statusCode', ({ statusCode }) => statusCode],
  ['latencyMs', ({ latencyMs }) => latencyMs],
  ['dnsMs', ({ phases }) => phases.dnsMs],
  ['connectMs', ({ phases }) => phases.connectMs],
  ['tlsMs', ({ phases }) => phases.tlsMs],
  ['firstByteMs', ({ phases }) => phases.firstByteMs],
  ['transferMs', ({ phases }) => phases.transferMs],
  ['address', ({ address }) => address],
  ['attempts', ({ attempts }) => attempts],
  ['failureClass', ({ failure }) => failure?.class],
  ['failureCode', ({ failure }) => failure?.code],
  ['failureMessage', ({ failure }) => failure?.message],
];

/** Numbers of a target day by day. */
export const DAY_COLUMNS: Columns<StatsDay> = [
  ['day', ({ day }) => day],
  ['uptime', ({ uptime }) => uptime],
  ['coverage', ({ coverage }) => coverage],
  ['availability', ({ availability }) => availability],
  ['outages', ({ outages }) => outages],
  ['longestOutageSeconds', ({ longestOutageSeconds }) => longestOutageSeconds],
  ['mttrSeconds', ({ mttrSeconds }) => mttrSeconds],
  ['mtbfSeconds', ({ mtbfSeconds }) => mtbfSeconds],
  ['avgMs', ({ avgMs }) => avgMs],
  ['p50Ms', ({ p50Ms }) => p50Ms],
  ['p95Ms', ({ p95Ms }) => p95Ms],
  ['p99Ms', ({ p99Ms }) => p99Ms],
  ['errorRate', ({ errorRate }) => errorRate],
  ['checks', ({ checks }) => checks],
  ['failed', ({ failed }) => failed],
  ['inconclusive', ({ inconclusive }) => inconclusive],
  ['upSeconds', ({ upSeconds }) => upSeconds],
  ['downSeconds', ({ downSeconds }) => downSeconds],
  ['unknownSeconds', ({ unknownSeconds }) => unknownSeconds],
  ['pausedSeconds', ({ pausedSeconds }) => pausedSeconds],
  ['maintenanceSeconds', ({ maintenanceSeconds }) => maintenanceSeconds],
];

/** Alerts, with what the contract calls their fields. */
export const ALERT_COLUMNS: Columns<Alert> = [
  ['id', ({ id }) => id],
  ['targetId', ({ targetId }) => targetId],
  ['targetName', ({ targetName }) => targetName],
  ['domain', ({ domain }) => domain],
  ['kind', ({ kind }) => kind],
  ['state', ({ state }) => state],
  ['severity', ({ severity }) => severity],
  ['reason', ({ reason }) => reason],
  ['openedAt', ({ openedAt }) => openedAt],
  ['since', ({ since }) => since],
  ['endedAt', ({ endedAt }) => endedAt],
  ['resolvedAt', ({ resolvedAt }) => resolvedAt],
  ['resolution', ({ resolution }) => resolution],
  ['acknowledgedAt', ({ acknowledgedAt }) => acknowledgedAt],
  ['acknowledgedNote', ({ acknowledgedNote }) => acknowledgedNote],
];

/** Entries of the audit log, `before` and `after` as JSON. */
export const AUDIT_COLUMNS: Columns<AuditLink> = [
  ['number', ({ number }) => number],
  ['at', ({ at }) => at],
  ['actor', ({ actor }) => actor.address],
  ['principal', ({ actor }) => actor.principal],
  ['requestId', ({ requestId }) => requestId],
  ['action', ({ action }) => action],
  ['subjectKind', ({ subject }) => subject?.kind],
  ['subjectId', ({ subject }) => subject?.id],
  ['subjectName', ({ subject }) => subject?.name],
  ['outcome', ({ outcome }) => outcome],
  ['code', ({ code }) => code],
  ['before', ({ before }) => before],
  ['after', ({ after }) => after],
  ['hash', ({ hash }) => hash],
];
