import type { CreateTarget, UpdateTarget } from '@app/domain';
import type { TargetDraft } from './draft';

type Settings = Omit<UpdateTarget, 'id' | 'allowDuplicate'>;

/** Fields of the contract that the form shows otherwise: by another name, or as a switch with more behind it. */
const SHOWN_AS: Record<string, string> = {
  channelIds: 'hasChannels',
  kinds: 'hasKinds',
  reminders: 'hasReminders',
  escalation: 'hasEscalation',
  parentId: 'parents',
};
/** Settings that come in groups; what is within a setting is changed as a whole. */
const GROUPS: ReadonlySet<string> = new Set([
  'request',
  'expect',
  'thresholds',
  'alerting',
  'dnsWatch',
  'runbook',
]);

/**
 * The settings that somebody has changed in the form. The others stay what they are on the server: they may have been
 * changed elsewhere meanwhile, and some, such as spaces around the value of a header, cannot be told by the form.
 */
export function changedSettings(
  settings: CreateTarget,
  { from, to }: { from: TargetDraft; to: TargetDraft },
): Settings {
  return changesOf({ ...settings }, { from: { ...from }, to: { ...to } });
}

type Fields = Record<string, unknown>;

function changesOf(settings: Fields, { from, to }: { from: Fields; to: Fields }): Fields {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([key, value]) => {
      if (GROUPS.has(key) && isGroup(value) && isGroup(from[key]) && isGroup(to[key])) {
        const changes = changesOf(value, { from: from[key], to: to[key] });
        return Object.keys(changes).length > 0 ? [[key, changes]] : [];
      }
      const fields = [key, SHOWN_AS[key] ?? key];
      return fields.some((name) => !isSame(from[name], to[name])) ? [[key, value]] : [];
    }),
  );
}

const isGroup = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
