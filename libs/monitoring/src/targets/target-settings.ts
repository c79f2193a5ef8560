import {
  type Alerting,
  AppError,
  type CreateTarget,
  DEFAULT_ALERTING,
  DEFAULT_TARGET_SETTINGS,
  mergeSettings,
  settingsConflict,
  type KeyedSettings,
  type UpdateTarget,
  ignoredSettingIn,
  kindOfUrl,
  keepsSecrets,
  TARGET_KINDS,
  unmaskRequest,
} from '@app/domain';
import { statusKindOf } from '@app/domain/check-kinds';
import { readableNames } from '@app/domain/words';
import { refuseUnknownChannels } from '../channels/channel-rules.ts';
import { refuseBadParent } from './parent-rules.ts';
import type { Ports } from '../ports/index.ts';
import type { UrlVerdict } from '../ports/url-verdict.ts';

type SettingsPorts = Pick<Ports, 'judgeUrl' | 'channels' | 'targets'>;

/** Settings of a new target: what is left out takes its default, the name is the host or domain. Throws invalid. */
export async function newSettings(
  ports: SettingsPorts,
  input: CreateTarget,
): Promise<KeyedSettings> {
  const { url, key, name } = acceptUrl(ports, input.url);
  const { intervalSeconds = DEFAULT_TARGET_SETTINGS.intervalSeconds } =
    TARGET_KINDS[kindOfUrl(url)];
  const defaults = { ...DEFAULT_TARGET_SETTINGS, intervalSeconds };
  return await merge(ports, { ...defaults, url, urlKey: key, name }, unmasked(input, null));
}

/** Settings after a change: what is left out stays. Throws invalid. */
export async function changedSettings(
  ports: SettingsPorts,
  current: KeyedSettings,
  input: UpdateTarget,
): Promise<KeyedSettings> {
  const verdict = input.url === undefined ? null : acceptUrl(ports, input.url);
  if (verdict) refuseOtherKind(current.url, verdict.url);
  const base = verdict ? { ...current, url: verdict.url, urlKey: verdict.key } : current;
  if (verdict) refuseToMoveSecrets(current, verdict.url, input);
  return await merge(ports, base, unmasked(input, current));
}

/** The input with stored secrets in the place of masks that came back. Throws invalid for a mask of nothing. */
export function unmasked<T extends Pick<UpdateTarget, 'request'>>(
  input: T,
  current: Pick<KeyedSettings, 'request'> | null,
): T {
  if (!input.request) return input;
  const { request, unknown } = unmaskRequest(input.request, current?.request ?? null);
  if (unknown === null) return { ...input, request };
  throw new AppError('invalid', 'Enter the value: nothing is stored that could be kept.', {
    field: unknown,
  });
}

/** Whoever may change a url must not be able to have secrets sent to a server of his own. */
function refuseToMoveSecrets(
  current: KeyedSettings,
  url: string,
  { request }: Pick<UpdateTarget, 'request'>,
): void {
  if (!statusKindOf(url) || hostOf(current.url) === hostOf(url)) return;
  if (!keepsSecrets(request, current.request)) return;
  throw new AppError(
    'invalid',
    'This address leads to another host: enter the values of the headers and the body again, or remove them.',
    { field: 'request.headers', reason: 'SECRETS_MOVED' },
  );
}

const hostOf = (url: string): string => new URL(url).hostname;

async function merge(
  ports: SettingsPorts,
  base: KeyedSettings,
  { id, ...input }: Partial<UpdateTarget>,
): Promise<KeyedSettings> {
  refuseIgnoredSettings(base.url, input);
  await refuseUnknownChannels(
    ports,
    addedChannels(base.alerting, input.alerting ?? {}),
    'alerting.channelIds',
  );
  // A parent that was removed since is sent back by forms, and may be.
  if (input.parentId && input.parentId !== base.parentId) {
    await refuseBadParent(ports, id ?? null, input.parentId);
  }
  // The url is settled: what came in is not the normal form of it.
  const settings = mergeSettings(base, { ...input, url: base.url });
  refuseConflict(settings);
  return { ...settings, urlKey: base.urlKey };
}

/** Channels that were not chosen before: one that was removed since is sent back by forms, and may be. */
function addedChannels(before: Alerting, after: Partial<Alerting>): string[] {
  const known = new Set(channelsOf(before));
  return channelsOf({ ...DEFAULT_ALERTING, ...after }).filter((id) => !known.has(id));
}

const channelsOf = ({ channelIds, escalation }: Alerting): string[] => [
  ...(channelIds ?? []),
  ...(escalation ?? []).flatMap((step) => step.channelIds),
];

/** Refuses settings that exclude each other. Throws invalid. */
export function refuseConflict(settings: Parameters<typeof settingsConflict>[0]): void {
  const conflict = settingsConflict(settings);
  if (conflict) throw new AppError('invalid', conflict.message, { field: conflict.field });
}

/** What means nothing for a target is no setting of it: a domain without a web site has no request. */
function refuseIgnoredSettings(url: string, input: Omit<UpdateTarget, 'id'>): void {
  const kind = kindOfUrl(url);
  const field = ignoredSettingIn(kind, input);
  if (field === null) return;
  throw new AppError(
    'invalid',
    `This target watches ${TARGET_KINDS[kind].watches}: leave ${field} out.`,
    { field },
  );
}

/** What was seen of a web site says nothing of a domain. */
function refuseOtherKind(before: string, after: string): void {
  if (kindOfUrl(before) === kindOfUrl(after)) return;
  throw new AppError(
    'invalid',
    `A target cannot become one of another kind. Add ${after} as a target of its own.`,
    { field: 'url' },
  );
}

type AcceptedUrl = Extract<UrlVerdict, { ok: true }>;

function acceptUrl(ports: SettingsPorts, text: string): AcceptedUrl {
  const verdict = ports.judgeUrl(text);
  if (verdict.ok) return verdict;
  throw new AppError('invalid', verdict.message, { reason: verdict.reason, field: 'url' });
}

/** The refusal of a url that is watched already; it names the target that watches it. */
export async function alreadyWatched(ports: Pick<Ports, 'targets'>, id: string): Promise<AppError> {
  const target = await ports.targets.get(id);
  const what = target && kindOfUrl(target.url) === 'domain' ? 'domain' : 'url';
  const name = target && readableNames(target.name);
  const message = `This ${what} is already watched${name === null ? '' : ` as ${name}`}.`;
  const known = name === null ? {} : { target: { id, name } };
  return new AppError('conflict', message, { reason: 'ALREADY_WATCHED', field: 'url', ...known });
}
