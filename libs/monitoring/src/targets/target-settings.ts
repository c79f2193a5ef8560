import {
  AppError,
  type CreateTarget,
  DEFAULT_TARGET_SETTINGS,
  mergeSettings,
  settingsConflict,
  type KeyedSettings,
  type UpdateTarget,
} from '@app/domain';
import { refuseUnknownChannels } from '../channels/channel-rules.ts';
import type { Ports } from '../ports/index.ts';

type SettingsPorts = Pick<Ports, 'judgeUrl' | 'channels'>;

/** Settings of a new target: what is left out takes its default, the name is the host. Throws invalid. */
export async function newSettings(
  ports: SettingsPorts,
  input: CreateTarget,
): Promise<KeyedSettings> {
  const { url, key } = acceptUrl(ports, input.url);
  return await merge(
    ports,
    { ...DEFAULT_TARGET_SETTINGS, url, urlKey: key, name: new URL(url).host },
    input,
  );
}

/** Settings after a change: what is left out stays. Throws invalid. */
export async function changedSettings(
  ports: SettingsPorts,
  current: KeyedSettings,
  input: UpdateTarget,
): Promise<KeyedSettings> {
  const verdict = input.url === undefined ? null : acceptUrl(ports, input.url);
  const base = verdict ? { ...current, url: verdict.url, urlKey: verdict.key } : current;
  return await merge(ports, base, input);
}

async function merge(
  ports: SettingsPorts,
  base: KeyedSettings,
  input: Omit<UpdateTarget, 'id'>,
): Promise<KeyedSettings> {
  await refuseUnknownChannels(ports, input.alerting?.channelIds ?? [], 'alerting.channelIds');
  // The url is settled: what came in is not the normal form of it.
  const settings = mergeSettings(base, { ...input, url: base.url });
  refuseConflict(settings);
  return { ...settings, urlKey: base.urlKey };
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
