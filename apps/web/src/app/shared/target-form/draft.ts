import {
  type CreateTarget,
  DEFAULT_TARGET_SETTINGS,
  heededSettings,
  kindOfUrl,
  type Expectation,
  type RequestSettings,
  type Runbook,
  type TargetSettings,
  type Thresholds,
  type DnsWatch,
} from '@app/domain';
import { type PolicyDraft, policyDraftOf, policyOf } from '../policy/policy-draft';
import { formatHeaders, parseHeaders } from './headers-text';

/** A target's settings as a form holds them: texts and figures, where empty means none. */
export interface TargetDraft {
  url: string;
  name: string;
  tags: string[];
  intervalSeconds: number;
  request: Omit<
    RequestSettings,
    'headers' | 'body' | 'privateRedirects' | Figure<RequestSettings>
  > &
    Record<Figure<RequestSettings>, number | null> & {
      headers: string;
      body: string;
      privateRedirects: boolean;
    };
  expect: Record<keyof Expectation, string> & Pick<Expectation, 'retryLater'>;
  thresholds: Record<Exclude<keyof Thresholds, 'alertWhenSlow'>, number | null> & {
    alertWhenSlow: boolean;
  };
  /** Who is told of it, where that differs from its tags and the rules for all targets. */
  alerting: PolicyDraft;
  /** The target that it depends on, if any. */
  parents: string[];
  dnsWatch: DnsWatch;
  runbook: Record<keyof Runbook, string>;
}

type Figure<T> = { [K in keyof T]-?: T[K] extends number ? K : never }[keyof T];

/** What a new target is set to before anybody touches anything. */
export const blankDraft = (): TargetDraft =>
  draftOf({ ...DEFAULT_TARGET_SETTINGS, url: '', name: '' });

/** The settings of a target, ready to be edited. */
export function draftOf(target: TargetSettings): TargetDraft {
  const { url, name, tags, intervalSeconds, request, expect, thresholds, alerting, dnsWatch } =
    target;
  return {
    url,
    name,
    tags: [...tags],
    intervalSeconds,
    request: {
      ...request,
      headers: formatHeaders(request.headers),
      body: request.body ?? '',
      privateRedirects: request.privateRedirects ?? false,
    },
    expect: {
      status: expect.status,
      contains: expect.contains ?? '',
      notContains: expect.notContains ?? '',
      retryLater: expect.retryLater,
    },
    thresholds: { ...thresholds, alertWhenSlow: thresholds.alertWhenSlow ?? false },
    alerting: policyDraftOf(alerting),
    parents: target.parentId === null ? [] : [target.parentId],
    dnsWatch: { ...dnsWatch },
    runbook: { note: target.runbook.note ?? '', url: target.runbook.url ?? '' },
  };
}

export interface SettingsOptions {
  /** A new target without a name is named after its host by the server. */
  canOmitName: boolean;
}

/** The draft in the form of the contract; not yet judged, a missing figure is still null. */
export function settingsOf(draft: TargetDraft, options: SettingsOptions): Unjudged<CreateTarget> {
  const { url, name, tags, thresholds, alerting, parents, dnsWatch, runbook } = draft;
  const settings = heededSettings(kindOfUrl(url.trim()), {
    ...(name.trim() === '' && options.canOmitName ? {} : { name }),
    tags,
    ...httpSettingsOf(draft),
    thresholds,
    alerting: policyOf(alerting),
    parentId: parents[0] ?? null,
    dnsWatch,
    runbook: { note: runbook.note.trim() || null, url: runbook.url.trim() || null },
  });
  return { url: url.trim(), ...settings };
}

const httpSettingsOf = ({ intervalSeconds, request, expect }: TargetDraft) => ({
  intervalSeconds,
  request: { ...request, headers: parseHeaders(request.headers), body: request.body || null },
  expect: {
    status: expect.status,
    contains: expect.contains || null,
    notContains: expect.notContains || null,
    retryLater: expect.retryLater,
  },
});

type Unjudged<T> = { [K in keyof T]: unknown };
