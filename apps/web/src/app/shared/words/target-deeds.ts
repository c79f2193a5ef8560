/** Words of what was done with a target, and of the question before it is removed. */
export const targetDeedWords = {
  checking: (name: string): string => `Checking ${name}`,
  paused: (name: string): string => `${name} paused`,
  resumed: (name: string): string => `${name} resumed`,
  removed: (name: string): string => `${name} was removed`,
  removeTitle: (name: string): string => `Remove ${name}?`,
  removeText:
    'This also removes its settings and checks, and resolves its open alerts. It cannot be undone. To stop checks for a while, pause it instead.',
};
