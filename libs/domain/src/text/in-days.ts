/** When something ends that has so many days left, see `daysLeft`: `in 7 days`, `within a day`. */
export const inDays = (days: number): string => (days === 1 ? 'within a day' : `in ${days} days`);
