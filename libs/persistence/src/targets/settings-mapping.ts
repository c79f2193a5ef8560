import {
  DEFAULT_TARGET_SETTINGS,
  mergeSettings,
  mergeSettingsGroup,
  TargetSettings,
  type Alerting,
  type DnsWatch,
  type Expectation,
  type RequestSettings,
  type Thresholds,
} from '@app/domain';
import { Schema, type Types } from 'mongoose';
import { toObjectIds } from '../common/ids.ts';

/** Headers are pairs: their names come from people and must never become keys of a document. */
export interface RequestDocument extends Omit<RequestSettings, 'headers'> {
  headers: { n: string; v: string }[];
}

export interface AlertingDocument
  extends
    Pick<Alerting, 'kinds' | 'mutedUntil'>,
    Partial<Omit<Alerting, 'channelIds' | 'kinds' | 'mutedUntil'>> {
  channelIds: Types.ObjectId[] | null;
}

/** Settings as documents carry them; each one is absent on targets of the time before it existed, within groups too. */
export interface SettingsDocument extends Omit<TargetSettings, 'request' | 'alerting'> {
  request: RequestDocument;
  alerting: AlertingDocument;
}

/** The place of each setting in the schema of targets; what may stand there was judged by the schema of the domain. */
export const SETTINGS_PATHS = Object.fromEntries(
  Object.keys(TargetSettings.shape).map((key) => [key, Schema.Types.Mixed]),
);

/** What an older version does not know is absent as long as nobody has decided on it. */
export const toRequestDocument = ({
  privateRedirects,
  ...request
}: RequestSettings): RequestDocument => ({
  ...request,
  headers: Object.entries(request.headers).map(([n, v]) => ({ n, v })),
  ...(privateRedirects && { privateRedirects }),
});

const decodedRequest = (stored: RequestDocument): RequestSettings => ({
  ...stored,
  headers: Object.fromEntries(stored.headers.map(({ n, v }) => [n, v])),
});

/** What was not decided is not stored, save for what every version has stored. */
export const toAlertingDocument = ({
  channelIds,
  kinds,
  mutedUntil,
  ...policy
}: Alerting): AlertingDocument => ({
  channelIds: channelIds && toObjectIds(channelIds),
  kinds,
  mutedUntil,
  ...(Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== null)) as Partial<
    typeof policy
  >),
});

const decodedAlerting = (stored: AlertingDocument): Alerting => ({
  ...DEFAULT_TARGET_SETTINGS.alerting,
  ...stored,
  channelIds: stored.channelIds?.map((id) => id.toHexString()) ?? null,
});

const DEFAULTS: TargetSettings = { ...DEFAULT_TARGET_SETTINGS, url: '', name: '' };

/** A group with what it lacks, and without what only a later version knows. */
const complete = <K extends keyof TargetSettings>(
  key: K,
  stored: TargetSettings[K],
): TargetSettings[K] => mergeSettingsGroup(key, DEFAULTS[key], stored);

export const fromRequestDocument = (stored: RequestDocument): RequestSettings =>
  complete('request', decodedRequest(stored));

export const fromExpectationDocument = (stored: Expectation): Expectation =>
  complete('expect', stored);

export const fromThresholdsDocument = (stored: Thresholds): Thresholds =>
  complete('thresholds', stored);

export const fromAlertingDocument = (stored: AlertingDocument): Alerting =>
  complete('alerting', decodedAlerting(stored));

export const fromDnsWatchDocument = (stored: DnsWatch | undefined): DnsWatch =>
  stored ? complete('dnsWatch', stored) : DEFAULT_TARGET_SETTINGS.dnsWatch;

/** All settings of a target. */
export const fromSettingsDocument = (document: SettingsDocument): TargetSettings =>
  mergeSettings(DEFAULTS, {
    ...document,
    request: decodedRequest(document.request),
    alerting: decodedAlerting(document.alerting),
  });
