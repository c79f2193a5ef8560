/** Reminders that come by the clock are for people who look elsewhere: the app shows what is open. */
export const isByClock = (key: string): boolean => /^reminder-\d+$/.test(key);

/** Reminders that tell nothing new beside that it lasts. */
export const isRoutine = (key: string): boolean => isByClock(key) || key.startsWith('lasting-');
