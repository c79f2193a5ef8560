import {
  DEFAULT_ALERTING,
  DEFAULT_EXPECTATION,
  DEFAULT_INTERVAL_SECONDS,
  DEFAULT_REQUEST,
  DEFAULT_THRESHOLDS,
  DomainError,
  type CreateTarget,
  type UpdateTarget,
} from '@app/domain';
import { refuseUnknownChannels } from '../channels/channel-rules.ts';
import type { Ports } from '../ports.ts';
import type { TargetSettings } from '../records.ts';

type SettingsPorts = Pick<Ports, 'judgeUrl' | 'channels'>;

const DEFAULTS: Omit<TargetSettings, 'url' | 'urlKey' | 'name'> = {
  tags: [],
  intervalSeconds: DEFAULT_INTERVAL_SECONDS,
  request: DEFAULT_REQUEST,
  expect: DEFAULT_EXPECTATION,
  thresholds: DEFAULT_THRESHOLDS,
  alerting: DEFAULT_ALERTING,
};

/** Settings of a new target: what is left out takes its default, the name is the host. Throws invalid. */
export async function newSettings(
  ports: SettingsPorts,
  input: CreateTarget,
): Promise<TargetSettings> {
  const { url, key } = acceptUrl(ports, input.url);
  return await merge(ports, { ...DEFAULTS, url, urlKey: key, name: new URL(url).host }, input);
}

/** Settings after a change: what is left out stays. Throws invalid. */
export async function changedSettings(
  ports: SettingsPorts,
  current: TargetSettings,
  input: UpdateTarget,
): Promise<TargetSettings> {
  const verdict = input.url === undefined ? null : acceptUrl(ports, input.url);
  const base = verdict ? { ...current, url: verdict.url, urlKey: verdict.key } : current;
  return await merge(ports, base, input);
}

async function merge(
  ports: SettingsPorts,
  base: TargetSettings,
  input: Omit<UpdateTarget, 'id'>,
): Promise<TargetSettings> {
  const alerting = { ...base.alerting, ...input.alerting };
  await refuseUnknownChannels(ports, input.alerting?.channelIds ?? [], 'alerting.channelIds');
  const request = { ...base.request, ...input.request };
  if (request.body !== null && (request.method === 'GET' || request.method === 'HEAD')) {
    throw new DomainError(
      'invalid',
      `A ${request.method} request has no body. Choose POST or PUT.`,
      {
        field: 'request.body',
      },
    );
  }
  return {
    url: base.url,
    urlKey: base.urlKey,
    name: input.name ?? base.name,
    tags: input.tags ?? base.tags,
    intervalSeconds: input.intervalSeconds ?? base.intervalSeconds,
    request,
    expect: { ...base.expect, ...input.expect },
    thresholds: { ...base.thresholds, ...input.thresholds },
    alerting,
  };
}

function acceptUrl(ports: SettingsPorts, text: string): { url: string; key: string } {
  const verdict = ports.judgeUrl(text);
  if (verdict.ok) return verdict;
  throw new DomainError('invalid', verdict.message, { reason: verdict.reason, field: 'url' });
}

/** The refusal of a url that is watched already; it names the target that watches it. */
export async function alreadyWatched(
  ports: Pick<Ports, 'targets'>,
  id: string,
): Promise<DomainError> {
  const target = await ports.targets.get(id);
  return new DomainError(
    'conflict',
    `This url is already watched as ${target?.name ?? id} (${id}).`,
    {
      reason: 'ALREADY_WATCHED',
      field: 'url',
    },
  );
}
