import type { BulkReport } from '@app/domain';
import { formatCount } from '../util/figures';

/** What can be done to several targets. */
export type BulkKind = 'check' | 'pause' | 'resume' | 'change' | 'mute' | 'maintain' | 'remove';

const targetsCounted = (count: number): string =>
  `${formatCount(count)} ${count === 1 ? 'target' : 'targets'}`;

const verbs: Record<BulkKind, string> = {
  check: 'Check now',
  pause: 'Pause',
  resume: 'Resume',
  change: 'Change',
  mute: 'Mute',
  maintain: 'Plan maintenance',
  remove: 'Remove',
};

const done: Record<BulkKind, string> = {
  check: 'being checked',
  pause: 'paused',
  resume: 'resumed',
  change: 'changed',
  mute: 'muted',
  maintain: 'in maintenance',
  remove: 'removed',
};

const hints: Record<BulkKind, string> = {
  check: 'Each is checked at once, before scheduled work.',
  pause: 'Checks stop and open alerts end. History stays.',
  resume: 'Each is checked at once, and people are told again.',
  change: 'What you leave alone stays as it is at each target.',
  mute: 'Alerts are recorded and shown, and nobody is told. What is still wrong at the end is told then.',
  maintain: '',
  remove:
    'This also removes their settings and checks, and resolves their open alerts. For ten seconds it can be undone.',
};

const same: Record<BulkKind, string> = {
  check: 'nothing to do',
  pause: 'paused already',
  resume: 'not paused',
  change: 'so already',
  mute: 'muted so already',
  maintain: 'so already',
  remove: 'removed already',
};

/** Words of what is done to several targets at once. */
export const bulkWords = {
  toolbar: 'Actions for the chosen targets',
  chosen: (count: number): string => `${formatCount(count)} chosen`,
  allOf: (count: number): string => `Choose all ${formatCount(count)}`,
  clear: 'Choose none',
  actions: 'Actions',
  verbs,
  hints,
  title: (kind: BulkKind, count: number): string => `${verbs[kind]}: ${targetsCounted(count)}`,
  confirm: (kind: BulkKind, count: number): string => `${verbs[kind]} ${targetsCounted(count)}`,
  done: (kind: BulkKind, count: number): string => `${targetsCounted(count)} ${done[kind]}`,
  undo: 'Undo',
  undone: (count: number, left: number): string =>
    left === 0
      ? `Undone for ${targetsCounted(count)}`
      : `Undone for ${targetsCounted(count)}, not for ${formatCount(left)}`,
  preview: 'What changes',
  looking: 'Looking what changes',
  summary: (kind: BulkKind, { counts }: BulkReport): string => {
    const parts = [
      counts.done === 0
        ? 'Nothing changes'
        : `${targetsCounted(counts.done)} to ${verbs[kind].toLowerCase()}`,
      ...(counts.same === 0 ? [] : [`${formatCount(counts.same)} ${same[kind]}`]),
      ...(counts.refused === 0 ? [] : [`${formatCount(counts.refused)} cannot`]),
    ];
    return `${parts.join(', ')}.`;
  },
  notDone: (count: number): string =>
    count === 1
      ? '1 target was left as it is'
      : `${formatCount(count)} targets were left as they are`,
  working: (count: number, of: number): string => `${formatCount(count)} of ${formatCount(of)}`,
  more: (count: number): string => `${formatCount(count)} more`,
  nothingChosen: 'Choose what to change.',
  tooMany: (most: number): string =>
    `At most ${formatCount(most)} targets at a time. Narrow the list first.`,
  addTags: 'Add tags',
  removeTags: 'Remove tags',
  unchanged: 'As it is',
  channels: 'Channels',
  channelChoices: {
    same: 'As it is',
    rules: 'As the rules for tags and all targets say',
    own: 'These channels',
  },
  slowChoices: { same: 'As it is', none: 'No limit', from: 'Slow from' },
  slow: 'Slow answers',
  fields: {
    tagAdded: (tag: string): string => `Tag ${tag} is added`,
    tagRemoved: (tag: string): string => `Tag ${tag} is removed`,
    of: (label: string, before: string, after: string): string => `${label}: ${before} → ${after}`,
    none: 'none',
    rules: 'by the rules',
    nobody: 'nobody',
    mutedUntil: 'Muted until',
    goneChannel: 'a removed channel',
  },
};
