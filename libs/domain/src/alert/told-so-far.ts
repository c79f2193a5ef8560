import type { Silence } from '../silence/silence.ts';

/** How far people have been told of an alert that lasts. */
export interface FollowUp {
  /** When they were told first; absent while nobody was. */
  toldAt?: Date;
  /** How often they were reminded, and when last. */
  reminders: number;
  remindedAt?: Date;
  /** How many steps of the escalation were taken. */
  level: number;
  /** Why somebody was not told; absent while everybody is. */
  silence?: Silence;
  /** Key of the last reminder that nobody was told because of it. */
  missed?: string;
}
