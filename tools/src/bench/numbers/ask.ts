import { gzipSync } from 'node:zlib';
import type { ApiClient } from '../../api-client.ts';
import { quantile } from '../../quantile.ts';
import { DAY_MS } from './seed.ts';

/** Milliseconds that a question took, sorted. */
export type Times = readonly number[];

/** What pages ask for, by name; each is asked with something else every time. */
export type Questions = Record<string, (time: number) => Promise<unknown>>;

const WARM_UP = 10;
const PAGES = 20;
/** So that what was asked before is not asked again. */
const LATER = 100_003;

/** Asks each question many times, one after the other. */
export async function askAll(questions: Questions, times: number): Promise<Map<string, Times>> {
  const found = new Map<string, Times>();
  for (const [name, ask] of Object.entries(questions)) {
    for (let time = 0; time < WARM_UP; time++) await ask(time);
    const took: number[] = [];
    for (let time = 0; time < times; time++) {
      const from = performance.now();
      await ask(time + WARM_UP);
      took.push(performance.now() - from);
    }
    found.set(
      name,
      took.sort((a, b) => a - b),
    );
  }
  return found;
}

export const p50 = (times: Times): number => quantile(times, 0.5);
export const p99 = (times: Times): number => quantile(times, 0.99);

/** Questions about an installation; those whose growth is held come first. */
export function questionsOf(
  api: ApiClient,
  { ids, now }: { ids: readonly string[]; now: Date },
): Questions {
  // The same targets are not asked for twice in a row, and not in the order in which they lie.
  const idAt = (time: number): string => ids[(time * 7_919) % ids.length] ?? '';
  const list = (query: Parameters<ApiClient['targets']['list']['query']>[0]) =>
    api.targets.list.query({ limit: 50, ...query });
  const cursors = new Map<string, string | undefined>();
  const nextPage = async (sort: 'worst' | 'name' | 'newest' | 'slowest') => {
    const { nextCursor } = await list({ sort, cursor: cursors.get(sort) });
    cursors.set(sort, nextCursor ?? undefined);
  };
  return {
    list: () => list({}),
    'list, page by page': (time) =>
      nextPage((['worst', 'name', 'newest', 'slowest'] as const)[time % 4] ?? 'worst'),
    search: (time) => list({ search: `customer ${(time * 131) % ids.length}` }),
    'search for what many have': (time) =>
      list({ search: ['shop', 'blog', 'customer'][time % 3] ?? '', sort: 'name' }),
    'search for what none has': () => list({ search: 'nothing is called that' }),
    'list by tag': (time) => list({ tags: [time % 2 ? 'production' : `team-${time % 40}`] }),
    'list by status': (time) =>
      list({ status: (['down', 'up', 'paused'] as const)[time % 3] ?? 'up', sort: 'name' }),
    summary: (time) => api.stats.summary.query({ targetId: idAt(time) }),
    // Counted once, and then given again.
    'one summary for twenty pages': (time) =>
      Promise.all(
        Array.from({ length: PAGES }, () =>
          api.stats.summary.query({ targetId: idAt(time + LATER) }),
        ),
      ),
    'chart of a day': (time) =>
      api.checks.history.query({
        targetId: idAt(time),
        from: new Date(now.getTime() - DAY_MS),
        to: now,
      }),
  };
}

/** The questions whose growth with the number of targets is held. */
export const HELD = ['list', 'search', 'summary', 'chart of a day'] as const;

/** Bytes of the chart of a day as it is sent, compressed. */
export async function chartBytes(base: string, targetId: string, now: Date): Promise<number> {
  const json = { targetId, from: new Date(now.getTime() - DAY_MS), to: now };
  const meta = { values: { from: ['Date'], to: ['Date'] } };
  const input = encodeURIComponent(JSON.stringify({ json, meta }));
  const answer = await fetch(`${base}/trpc/checks.history?input=${input}`);
  if (!answer.ok) throw new Error(`The chart was refused: ${answer.status}`);
  return gzipSync(await answer.text()).length;
}
