/** More in one command would hold up what others ask meanwhile. */
const MOST_AT_ONCE = 200;

interface Waiting<Item, Answer> {
  item: Item;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/**
 * Gathers what is asked for at the same moment, so that the server is asked once: in a storm many alerts take the same step
 * together. Where a command fails that was about several, each is asked by itself, so that one that is broken keeps no
 * other from its answer.
 *
 * @param askAll answers one for each item, in order; safe to repeat
 */
export function gathered<Item, Answer>(
  askAll: (items: readonly Item[]) => Promise<readonly Answer[]>,
): (item: Item) => Promise<Answer> {
  let waiting: Waiting<Item, Answer>[] = [];

  async function settle(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await askAll(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, index) => resolve(answers[index] as Answer));
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else await Promise.all(batch.map((one) => settle([one])));
    }
  }

  function askWaiting(): void {
    const asked = waiting;
    waiting = [];
    for (let from = 0; from < asked.length; from += MOST_AT_ONCE) {
      void settle(asked.slice(from, from + MOST_AT_ONCE));
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(askWaiting);
      waiting.push({ item, resolve, reject });
    });
}

/** Reads many at once, for `gathered`: each its own, null for one that is not there. */
export const eachOf =
  <Found extends { id: string }>(readMany: (ids: readonly string[]) => Promise<Found[]>) =>
  async (ids: readonly string[]): Promise<(Found | null)[]> => {
    const found = await readMany([...new Set(ids)]);
    const byId = new Map(found.map((one) => [one.id, one]));
    return ids.map((id) => byId.get(id) ?? null);
  };
