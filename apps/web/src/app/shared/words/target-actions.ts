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
};
