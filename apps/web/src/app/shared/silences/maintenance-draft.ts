import {
  CreateMaintenance,
  type Maintenance,
  UpdateMaintenance,
  type WeeklyHours,
} from '@app/domain/alerting';
import type { Issue } from '../data/refusal';
import { schemaIssues } from '../form/schema-issues';
import {
  fromLocalText,
  inAnHour,
  nextFullHour,
  ownTimeZone,
  toLocalText,
} from '../util/local-time';
import { silenceWords } from '../words/silence';

type Day = WeeklyHours['days'][number];

/** A window of maintenance as a form holds it. */
export interface MaintenanceDraft {
  name: string;
  repeat: 'once' | 'weekly';
  /** Local times, as fields of the kind `datetime-local` have them. */
  once: { from: string; to: string };
  weekly: { days: Day[]; from: string; to: string };
  timeZone: string;
  isForAll: boolean;
  targetIds: string[];
  tags: string[];
}

/** What somebody was looking at when he planned maintenance. */
export interface MaintenanceOf {
  readonly target?: { readonly id: string; readonly name: string };
  /** Several that he has chosen. */
  readonly targetIds?: readonly string[];
}

export function blankMaintenance(
  { target, targetIds }: MaintenanceOf,
  now: Date,
): MaintenanceDraft {
  const from = nextFullHour(now);
  return {
    name: target ? silenceWords.nameOf(target.name).slice(0, 100) : '',
    repeat: 'once',
    once: { from: toLocalText(from), to: toLocalText(inAnHour(from)) },
    weekly: { days: ['SU'], from: '02:00', to: '04:00' },
    timeZone: ownTimeZone(),
    isForAll: false,
    targetIds: target ? [target.id] : [...(targetIds ?? [])],
    tags: [],
  };
}

/** A window, ready to be edited. */
export function maintenanceDraftOf(window: Maintenance, now: Date): MaintenanceDraft {
  const { name, once, weekly, timeZone, targetIds, tags } = window;
  const blank = blankMaintenance({}, now);
  return {
    name,
    repeat: weekly ? 'weekly' : 'once',
    once: once ? { from: toLocalText(once.from), to: toLocalText(once.to) } : blank.once,
    weekly: weekly ? { ...weekly, days: [...weekly.days] } : blank.weekly,
    timeZone,
    isForAll: targetIds.length === 0 && tags.length === 0,
    targetIds: [...targetIds],
    tags: [...tags],
  };
}

/** The draft in the form of the contract; times that are missing are not yet judged. */
function settingsOf(draft: MaintenanceDraft) {
  const { name, repeat, once, weekly, timeZone, isForAll, targetIds, tags } = draft;
  const times = { from: fromLocalText(once.from), to: fromLocalText(once.to) };
  return {
    name,
    ...(repeat === 'once' ? { once: times } : { weekly }),
    timeZone,
    targetIds: isForAll ? [] : targetIds,
    tags: isForAll ? [] : tags,
  };
}

/** What is wrong with a draft. */
export function maintenanceIssues(draft: MaintenanceDraft): Issue[] {
  const { repeat, once, isForAll, targetIds, tags } = draft;
  const missing = (['from', 'to'] as const).filter(
    (end) => repeat === 'once' && fromLocalText(once[end]) === null,
  );
  return [
    ...(!isForAll && targetIds.length === 0 && tags.length === 0
      ? [{ path: 'targetIds', message: silenceWords.nobodyMissing }]
      : []),
    ...missing.map((end) => ({ path: `once.${end}`, message: silenceWords.timeMissing })),
    ...schemaIssues(CreateMaintenance.safeParse(settingsOf(draft))).filter(
      ({ path }) => !missing.some((end) => path === `once.${end}`),
    ),
  ];
}

/** The window that a draft describes. Throws where the draft is wrong. */
export const newMaintenance = (draft: MaintenanceDraft): CreateMaintenance =>
  CreateMaintenance.parse(settingsOf(draft));

/** The change that a draft makes to a window. Throws where the draft is wrong. */
export const maintenanceChange = (id: string, draft: MaintenanceDraft): UpdateMaintenance =>
  UpdateMaintenance.parse({ id, ...settingsOf(draft) });

/** The weekly hours of a draft; null while they are not complete, or where it is for once. */
export function hoursOfDraft(draft: MaintenanceDraft): WeeklyHours | null {
  const judged = CreateMaintenance.safeParse({ ...settingsOf(draft), name: 'x' });
  const { weekly, timeZone } = judged.success ? judged.data : {};
  return weekly && timeZone !== undefined ? { ...weekly, timeZone } : null;
}
