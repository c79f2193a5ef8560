import type { AlertKind, Severity } from '@app/domain';
import { ALERT_KIND_WORDS } from '@app/domain/words';
import { formatInterval } from '../util/figures';

const severities: Record<Severity, string> = {
  info: 'Info',
  warning: 'Warning',
  high: 'High',
  critical: 'Critical',
};

interface Reminders {
  everyMinutes: number;
  growing: boolean;
  atMost: number;
}

const minutes = (count: number): string => formatInterval(count * 60);

function reminders({ everyMinutes, growing, atMost }: Reminders): string {
  if (atMost === 0) return 'no reminders';
  const wait = growing
    ? `after ${minutes(everyMinutes)}, then each time twice as late`
    : `every ${minutes(everyMinutes)}`;
  return `${wait}, at most ${atMost === 1 ? 'once' : `${String(atMost)} times`}`;
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Words of who is told of what: policies for all targets, of tags, and of one target. */
export const policyWords = {
  title: 'Alerting',
  hint: 'Who is told of what. A target can decide otherwise for itself; what it leaves open follows its tags, then these rules for all targets.',
  forAll: 'All targets',
  byTag: 'By tag',
  byTagHint: 'For targets that carry the tag. Of several tags each is heard.',
  addTag: 'Add rules for a tag',
  add: 'Add',
  tag: 'Tag',
  tagMissing: 'Choose a tag.',
  tagTwice: 'There are rules for this tag already.',
  decidesNothing: 'as for all targets',
  removeTag: (tag: string): string => `Remove the rules for ${tag}`,
  channels: 'Channels',
  kinds: 'Kinds of alert',
  minimumSeverity: 'Severity at least',
  reminders: 'Reminders while it is down',
  escalation: 'If nobody acknowledges it',
  chosenChannels: 'These channels',
  chosenKinds: 'These kinds',
  ownReminders: 'Own times',
  ownEscalation: 'These steps',
  noChannel: 'No channel: only the inbox gets them.',
  noKind: 'No kind: nobody is told of anything.',
  everyMinutes: 'Remind every',
  minutes: 'min',
  growing: 'Each wait twice as long as the one before',
  atMost: 'Reminders at most',
  atMostHint: '0 for none',
  afterMinutes: 'After',
  step: (number: number): string => `Step ${String(number)}`,
  alsoTell: 'Also tell',
  addStep: 'Add a step',
  removeStep: (number: number): string => `Remove step ${String(number)}`,
  noStep: 'Nobody else is told.',
  stepMissing: 'Choose a channel.',
  save: 'Save',
  saving: 'Saving',
  saved: 'Alerting saved',
  undo: 'Undo changes',
  severities,
  everyChannel: 'every enabled channel',
  namesOf: (names: readonly string[]): string => (names.length === 0 ? 'nobody' : names.join(', ')),
  goneChannel: 'a channel that was removed',
  kindsOf: (kinds: readonly AlertKind[] | null): string =>
    kinds === null
      ? 'every kind'
      : kinds.length === 0
        ? 'none'
        : kinds.map((kind) => ALERT_KIND_WORDS[kind].choice.toLowerCase()).join(', '),
  severityOf: (severity: Severity): string =>
    severity === 'info' ? 'every severity' : severities[severity].toLowerCase(),
  remindersOf: reminders,
  stepsOf: (steps: readonly { afterMinutes: number; names: readonly string[] }[]): string =>
    steps.length === 0
      ? 'nobody else'
      : steps
          .map(({ afterMinutes, names }) => `after ${minutes(afterMinutes)} ${names.join(', ')}`)
          .join('; '),
  /** What holds where nothing is decided here. */
  inherited: (from: string | null, what: string): string =>
    from === null ? upperFirst(what) : `${from}: ${what}`,
  fromDefault: 'Default',
  fromTags: (tags: readonly string[]): string =>
    tags.length === 1 ? `Tag ${tags.join()}` : `Tags ${tags.join(', ')}`,
  /** `If it goes down now: On call; after 10 min Slack`. */
  ifDown: 'If it goes down now:',
  toldFirst: (names: readonly string[]): string =>
    names.length === 0 ? 'only the inbox is told' : `${names.join(', ')} at once`,
  toldLater: (afterMinutes: number, names: readonly string[]): string =>
    `after ${minutes(afterMinutes)} ${names.join(', ')}`,
  notTold: 'nobody is told: this kind of alert is left out',
  fallback: 'None of its own channels is enabled, so the default ones are told.',
  whenUnacknowledged: 'unless somebody acknowledges it',
};
