import { CreateMute } from '@app/domain/alerting';
import type { Issue } from '../data/refusal';
import { schemaIssues } from '../form/schema-issues';
import {
  fromLocalText,
  inAnHour,
  nextFullHour,
  toLocalText,
  tomorrowMorning,
} from '../util/local-time';
import { silenceWords } from '../words/silence';

/** What is to be muted, and for how long, as a form holds it. */
export interface MuteDraft {
  scope: 'target' | 'tag' | 'everything';
  /** One at most. */
  targetIds: string[];
  tags: string[];
  length: 'hour' | 'tomorrow' | 'date';
  /** Local time, as a field of the kind `datetime-local` has it; counts with the length `date`. */
  until: string;
  note: string;
}

/** What somebody was looking at when he asked for a mute. */
export interface MuteOf {
  readonly target?: {
    readonly id: string;
    readonly name: string;
    readonly tags: readonly string[];
  };
}

export const muteDraft = ({ target }: MuteOf, now: Date): MuteDraft => ({
  scope: target ? 'target' : 'everything',
  targetIds: target ? [target.id] : [],
  tags: target?.tags.slice(0, 1) ?? [],
  length: 'hour',
  until: toLocalText(new Date(nextFullHour(now).getTime() + 3 * 3_600_000)),
  note: '',
});

/** When the mute ends; null while that is not said. */
export function endOfMute({ length, until }: MuteDraft, now: Date): Date | null {
  switch (length) {
    case 'hour':
      return inAnHour(now);
    case 'tomorrow':
      return tomorrowMorning(now);
    case 'date':
      return fromLocalText(until);
  }
}

/** What is wrong with a draft. */
export function muteIssues(draft: MuteDraft, now: Date): Issue[] {
  const { scope, targetIds, tags } = draft;
  const until = endOfMute(draft, now);
  return [
    ...(scope === 'target' && targetIds.length === 0
      ? [{ path: 'targetIds', message: silenceWords.targetMissing }]
      : []),
    ...(scope === 'tag' && tags.length === 0
      ? [{ path: 'tags', message: silenceWords.tagMissing }]
      : []),
    ...(until === null || until <= now
      ? [{ path: 'until', message: silenceWords.pastMissing }]
      : schemaIssues(CreateMute.safeParse(inputOf(draft, until)))),
  ];
}

/** The mutes that a draft without issues asks for: one for each tag. */
export function newMutes(draft: MuteDraft, now: Date): CreateMute[] {
  const until = endOfMute(draft, now) ?? now;
  if (draft.scope !== 'tag') return [CreateMute.parse(inputOf(draft, until))];
  return draft.tags.map((tag) => CreateMute.parse(inputOf({ ...draft, tags: [tag] }, until)));
}

const inputOf = ({ scope, targetIds, tags, note }: MuteDraft, until: Date): CreateMute => ({
  until,
  ...(scope === 'target' && targetIds[0] !== undefined ? { targetId: targetIds[0] } : {}),
  ...(scope === 'tag' && tags[0] !== undefined ? { tag: tags[0] } : {}),
  ...(note.trim() === '' ? {} : { note }),
});
