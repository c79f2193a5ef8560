/** Words of what one can do with a target, wherever it is shown. */
export const targetActionWords = {
  checkNow: 'Check now',
  lookUpNow: 'Look up now',
  pause: 'Pause',
  resume: 'Resume',
  mute: 'Mute',
  unmute: 'End mute',
  maintain: 'Plan maintenance',
  settings: 'Settings',
  remove: 'Remove',
  checking: (name: string): string => `Checking ${name}`,
  paused: (name: string): string => `${name} paused`,
  resumed: (name: string): string => `${name} resumed`,
  removed: (name: string): string => `${name} was removed`,
  removeTitle: (name: string): string => `Remove ${name}?`,
  removeText:
    'This also removes its settings and checks, and resolves its open alerts. It cannot be undone. To stop checks for a while, pause it instead.',
};
