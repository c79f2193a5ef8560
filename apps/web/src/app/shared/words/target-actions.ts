/** Words of what one can do with a target, wherever it is shown. */
export const targetActionWords = {
  checkNow: 'Check now',
  pause: 'Pause',
  resume: 'Resume',
  settings: 'Settings',
  remove: 'Remove',
  checking: (name: string): string => `Checking ${name}`,
  paused: (name: string): string => `${name} is paused`,
  resumed: (name: string): string => `${name} is watched again`,
  removed: (name: string): string => `${name} was removed`,
  removeTitle: (name: string): string => `Remove ${name}?`,
  removeText:
    'Its settings, checks and alerts go with it, and its open alerts are resolved. This cannot be undone. To stop checks for a while, pause it.',
};
