import type { KnownTrouble, Trouble } from '../alert/system-trouble.ts';

/** Looks in a row that show a trouble before people are told, so that a hiccup tells nobody. */
export const BAD_LOOKS = 3;
/** Looks in a row without a trouble before it is no longer named. */
export const GONE_LOOKS = 3;
/** Looks in a row without any trouble before people hear that all is over. */
export const GOOD_LOOKS = 6;

/** A trouble that comes back this soon after it was over is no news. */
export const RELAPSE_MS = 600_000;

interface Streak {
  trouble: Trouble;
  /** Looks in a row that showed it, and looks in a row since then. */
  bad: number;
  good: number;
}

/** What the looks so far have shown, of each trouble by its key. */
export interface Watch {
  readonly looks: number;
  /** Looks in a row that showed nothing. */
  readonly quiet: number;
  readonly streaks: ReadonlyMap<string, Streak>;
}

export const FIRST_LOOK: Watch = { looks: 0, quiet: 0, streaks: new Map() };

/** Counts a look at the system; each trouble and its end have to last before they count. */
export function look({ looks, quiet, streaks }: Watch, troubles: readonly Trouble[]): Watch {
  const next = new Map<string, Streak>();
  for (const [key, { trouble, good }] of streaks) {
    if (good + 1 < GOOD_LOOKS) next.set(key, { trouble, bad: 0, good: good + 1 });
  }
  for (const trouble of troubles) {
    const bad = (streaks.get(trouble.key)?.bad ?? 0) + 1;
    next.set(trouble.key, { trouble, bad, good: 0 });
  }
  return { looks: looks + 1, quiet: troubles.length > 0 ? 0 : quiet + 1, streaks: next };
}

/** What an alert is to say after a look. */
export interface Present {
  /** Troubles that last, the worst first, and those that were over a while ago. */
  troubles: KnownTrouble[];
  /** Those of them that people must be told of: they joined, or got worse. */
  news: Trouble[];
  /** Nothing has been wrong for so long that the alert has to end. */
  isOver: boolean;
}

/**
 * What is true now, seen from what an alert names already (nothing while there is none). A trouble joins once it has
 * lasted, keeps its words fresh, and leaves when it has been gone for a while; a process that has just begun to look
 * takes nothing back.
 */
export function presentOf(watch: Watch, known: readonly KnownTrouble[], at: Date): Present {
  const seen = [...watch.streaks.values()].filter(({ bad }) => bad > 0);
  const lasting = seen.filter(
    ({ trouble, bad }) =>
      bad >= BAD_LOOKS ||
      trouble.hasLasted === true ||
      known.some((one) => isOpen(one, trouble.key)),
  );
  const news: Trouble[] = [];
  const present = lasting.map(({ trouble }): KnownTrouble => {
    const before = known.find(({ key }) => key === trouble.key);
    if (!before || isNews(before, trouble, at)) news.push(trouble);
    return { ...trouble, since: before?.until === null ? before.since : at, until: null };
  });
  const others = known
    .filter(({ key }) => !lasting.some(({ trouble }) => trouble.key === key))
    .map((one) => (one.until === null && isGone(watch, one.key) ? { ...one, until: at } : one))
    .filter(({ until }) => until === null || at.getTime() - until.getTime() < RELAPSE_MS);
  return {
    troubles: [...present, ...others].toSorted(bySeverity),
    news,
    isOver: watch.quiet >= GOOD_LOOKS,
  };
}

/** Those that last, in the order in which they are told. */
export const lastingOf = (troubles: readonly KnownTrouble[]): KnownTrouble[] =>
  troubles.filter(({ until }) => until === null);

const isOpen = ({ key, until }: KnownTrouble, other: string): boolean =>
  key === other && until === null;

const isNews = (before: KnownTrouble, now: Trouble, at: Date): boolean =>
  (before.severity !== 'critical' && now.severity === 'critical') ||
  (before.until !== null && at.getTime() - before.until.getTime() >= RELAPSE_MS);

/** A key that this process has never seen has been gone since it began to look. */
function isGone({ looks, streaks }: Watch, key: string): boolean {
  const streak = streaks.get(key);
  return streak ? streak.good >= GONE_LOOKS : looks >= GONE_LOOKS;
}

const bySeverity = (a: Trouble, b: Trouble): number =>
  Number(b.severity === 'critical') - Number(a.severity === 'critical');
