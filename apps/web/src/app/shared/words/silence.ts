import type { Maintenance, MutedBy } from '@app/domain/alerting';
import { shownSilenceWords } from './silence-shown';

type Day = NonNullable<Maintenance['weekly']>['days'][number];

const DAYS: Record<Day, string> = {
  MO: 'Mon',
  TU: 'Tue',
  WE: 'Wed',
  TH: 'Thu',
  FR: 'Fri',
  SA: 'Sat',
  SU: 'Sun',
};
const IN_ORDER = Object.keys(DAYS) as Day[];

/** Days of the week: `every day`, `Mon to Fri`, `Mon, Wed`. */
function daysInWords(days: readonly Day[]): string {
  const places = IN_ORDER.flatMap((day, place) => (days.includes(day) ? [place] : []));
  const [first = 0] = places;
  const last = places.at(-1) ?? first;
  if (places.length === IN_ORDER.length) return 'every day';
  const isRun = places.length > 2 && last - first === places.length - 1;
  const nameOf = (place: number): string => DAYS[IN_ORDER[place] ?? 'MO'];
  return isRun ? `${nameOf(first)} to ${nameOf(last)}` : places.map(nameOf).join(', ');
}

/** Words of what keeps people from being told: mutes and maintenance. */
export const silenceWords = {
  ...shownSilenceWords,
  mutes: 'Mutes',
  mutesHint:
    'While something is muted its alerts are recorded and shown, and nobody is told. What is still wrong at the end is told then.',
  mute: 'Mute',
  muteMore: 'Mute…',
  muteTitle: 'Mute alerts',
  muteTitleOf: (name: string): string => `Mute ${name}`,
  noMutes: 'Nothing is muted.',
  what: 'What',
  scopes: { target: 'One target', tag: 'Targets with a tag', everything: 'Everything' },
  target: 'Target',
  tag: 'Tag',
  length: 'For how long',
  lengths: { hour: '1 hour', tomorrow: 'Until tomorrow', date: 'Until…' },
  until: 'Until',
  ends: (moment: string): string => `Ends ${moment}. What is still wrong then is told.`,
  note: 'Note',
  noteHint: 'Optional. Why it is muted.',
  pastMissing: 'Choose a time in the future.',
  targetMissing: 'Choose a target.',
  tagMissing: 'Choose a tag.',
  muted: (about: string, moment: string): string => `${about} muted until ${moment}`,
  endMute: 'End',
  endMuteOf: (about: string): string => `End the mute of ${about}`,
  ended: (about: string): string => `${about} no longer muted`,
  undo: 'Undo',
  about: (scope: MutedBy['scope'], name: string | null): string => {
    if (scope === 'everything') return 'Everything';
    return scope === 'tag' ? `Targets tagged ${name ?? ''}` : (name ?? 'A target that was removed');
  },
  untilShort: (moment: string): string => `until ${moment}`,
  maintenance: 'Maintenance',
  maintenanceHint:
    'In a window of maintenance targets may fail: nobody is told, unless they still do when it is over. Checks go on.',
  noMaintenance: 'No maintenance is planned.',
  plan: 'Plan maintenance',
  planMore: 'Plan maintenance…',
  planTitle: 'Plan maintenance',
  editTitle: (name: string): string => `Edit ${name}`,
  save: 'Save',
  edit: 'Edit',
  remove: 'Remove',
  removeTitle: (name: string): string => `Remove ${name}?`,
  removeText: 'From then on people are told of its targets as usual, also of what is wrong now.',
  planned: (name: string): string => `${name} planned`,
  saved: (name: string): string => `${name} saved`,
  removed: (name: string): string => `${name} was removed`,
  menuOf: (name: string): string => `Actions for ${name}`,
  name: 'Name',
  nameOf: (target: string): string => `Maintenance of ${target}`,
  repeat: 'When',
  repeats: { once: 'Once', weekly: 'Every week' },
  from: 'From',
  to: 'To',
  overnight: 'On the next day',
  localHint: (zone: string): string => `Time of this browser (${zone})`,
  days: 'Days',
  day: (day: Day): string => DAYS[day],
  daysInWords,
  timeZone: 'Time zone',
  forAll: 'All targets',
  targets: 'Targets',
  tags: 'Tags',
  tagsHint: 'Targets that carry any of them',
  nobodyMissing: 'Choose a target or a tag, or all targets.',
  timeMissing: 'Enter a date and a time.',
  weekly: (days: readonly Day[], from: string, to: string, zone: string): string =>
    `${daysInWords(days)}, ${from} to ${to} (${zone})`,
  once: (from: string, to: string): string => `${from} to ${to}`,
  next: 'Next',
  now: (moment: string): string => `Now, until ${moment}`,
  over: 'Over',
  nextNone: 'It never begins.',
  nextTimes: (moments: readonly string[]): string => `Next: ${moments.join('; ')}`,
  whom: (targets: readonly string[], further: number, tags: readonly string[]): string => {
    if (targets.length === 0 && tags.length === 0) return 'All targets';
    const tagged = targets.length === 0 ? 'Targets tagged' : 'targets tagged';
    return [
      ...targets,
      ...(further > 0 ? [`${String(further)} more`] : []),
      ...(tags.length === 0 ? [] : [`${tagged} ${tags.join(', ')}`]),
    ].join(', ');
  },
  goneTarget: 'a target that was removed',
  showAll: 'Mutes and maintenance',
};
