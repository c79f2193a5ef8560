/** Reminders that come by the clock are for people who look elsewhere: the app shows what is open. */
export const isByClock = (key: string): boolean => /^reminder-\d+$/.test(key);

/** Reminders that tell nothing new beside that it lasts. */
export const isRoutine = (key: string): boolean => isByClock(key) || key.startsWith('lasting-');

/** Steps of a long outage, and an alert that is open again because nobody mended it in time: they say that it lasts, too. */
const LASTS = /^(?:step|reopened)-/;

/** Whether a reminder tells something new: an expiry that is closer, trouble that got worse, a site that stays down. */
export const isNews = (key: string): boolean => !isRoutine(key) && !LASTS.test(key);
