/** Bad looks in a row before people are told, so that a hiccup tells nobody. */
export const BAD_LOOKS = 3;
/** Good looks in a row before the trouble counts as over. */
export const GOOD_LOOKS = 6;

/** How many looks in a row were alike. */
export interface Watch {
  bad: number;
  good: number;
}

export const FIRST_LOOK: Watch = { bad: 0, good: 0 };

/** Counts a look at the system; trouble and its end both have to last before they count. */
export const look = ({ bad, good }: Watch, isBad: boolean): Watch =>
  isBad ? { bad: bad + 1, good: 0 } : { bad: 0, good: good + 1 };

/** What follows: people are told of trouble, or that it is over, or nothing changes. */
export const verdictOf = ({ bad, good }: Watch): 'trouble' | 'fine' | 'wait' => {
  if (bad >= BAD_LOOKS) return 'trouble';
  return good >= GOOD_LOOKS ? 'fine' : 'wait';
};
