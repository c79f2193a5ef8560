import { formatCount } from '../util/figures';

/** Words of the first minute: what is watched, where alerts go, and how they look. */
export const firstWords = {
  steps: 'First steps',
  watchTitle: 'What do you want to watch?',
  addresses: 'Addresses, one a line',
  addressesHint:
    'shop.example, https://api.example/health. A name and tags may follow after commas.',
  watch: 'Start watching',
  starting: 'Trying the addresses',
  goOn: 'Go on with those',
  notWatched: 'These lines cannot be watched. Mend them, or go on without them.',
  allSettings: 'All settings',
  list: 'Import a list',
  watched: (count: number): string =>
    count === 1 ? '1 target is being watched.' : `${formatCount(count)} targets are being watched.`,
  tellTitle: 'Where should alerts go?',
  tellHint:
    'Choose one to begin with. It can be tested before it is saved, and more can follow later.',
  inboxOnly: 'Only to the inbox of this app',
  outageTitle: 'See how your alert will look',
  outageHint: (target: string, channel: string): string =>
    `Nothing is down. ${channel} is told that ${target} went down and came back, marked as a test.`,
  fire: 'Fire a test outage',
  firing: 'Sending',
  again: 'Fire it again',
  looks: 'This is what was sent',
  edit: (channel: string): string => `Change ${channel}`,
  examples: 'Show me with examples',
  makingExamples: 'Making examples',
  exampleNote:
    'These targets are examples with a made-up past. Nobody is told of them, and nothing outside is asked.',
  removeExamples: 'Remove the examples',
  removingExamples: 'Removing',
  later: 'Not now',
  done: 'Done',
};
