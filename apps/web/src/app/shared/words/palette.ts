/** Words of the field that goes everywhere. */
export const paletteWords = {
  title: 'Go to a page or a target',
  field: 'Page, target, or what to do: check shop',
  list: 'Choices',
  nothing: 'Nothing matches.',
  hint: 'check, pause, resume, mute or maintain, then a target',
  verbs: {
    check: 'Check',
    pause: 'Pause',
    resume: 'Resume',
    mute: 'Mute',
    maintain: 'Maintain',
  },
  act: (verb: string, name: string): string => `${verb} ${name}`,
  found: (count: number): string => (count === 1 ? '1 choice' : `${String(count)} choices`),
};
