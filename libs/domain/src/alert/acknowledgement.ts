import type { ActorFact } from './actor.ts';

/** What somebody did about taking an alert on, kept for its story. */
export type Acknowledgement =
  | {
      readonly is: 'acknowledged';
      readonly at: Date;
      readonly by: ActorFact;
      readonly note: string | null;
      /** When it opens again by itself; null: never. */
      readonly until: Date | null;
    }
  /** The alert is open again: a person let go of it; null: its time was over. */
  | { readonly is: 'withdrawn'; readonly at: Date; readonly by: ActorFact | null };

/** The newest of them that an alert keeps. */
export const KEPT_ACKNOWLEDGEMENTS = 100;
