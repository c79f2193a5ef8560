import {
  AppError,
  type CreateTarget,
  DEFAULT_ALERTING,
  DEFAULT_EXPECTATION,
  DEFAULT_INTERVAL_SECONDS,
  DEFAULT_REQUEST,
  DEFAULT_THRESHOLDS,
  settingsConflict,
  type TargetSettings,
  type UpdateTarget,
} from '@app/domain';
import { refuseUnknownChannels } from '../channels/channel-rules.ts';
import type { Ports } from '../ports/index.ts';

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
  const expect = { ...base.expect, ...input.expect };
  refuseConflict({ request, expect });
  return {
    url: base.url,
    urlKey: base.urlKey,
    name: input.name ?? base.name,
    tags: input.tags ?? base.tags,
    intervalSeconds: input.intervalSeconds ?? base.intervalSeconds,
    request,
    expect,
    thresholds: { ...base.thresholds, ...input.thresholds },
    alerting,
  };
}

/** Refuses settings that exclude each other. Throws invalid. */
export function refuseConflict(settings: Parameters<typeof settingsConflict>[0]): void {
  const conflict = settingsConflict(settings);
  if (conflict) throw new AppError('invalid', conflict.message, { field: conflict.field });
}

function acceptUrl(ports: SettingsPorts, text: string): { url: string; key: string } {
  const verdict = ports.judgeUrl(text);
  if (verdict.ok) return verdict;
  throw new AppError('invalid', verdict.message, { reason: verdict.reason, field: 'url' });
}

/** The refusal of a url that is watched already; it names the target that watches it. */
export async function alreadyWatched(ports: Pick<Ports, 'targets'>, id: string): Promise<AppError> {
  const target = await ports.targets.get(id);
  return new AppError('conflict', `This url is already watched as ${target?.name ?? id} (${id}).`, {
    reason: 'ALREADY_WATCHED',
    field: 'url',
  });
}
