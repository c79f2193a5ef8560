import type { Failure } from '../check/schema.ts';
import type { CreateTarget } from '../target/schema.ts';

/** How an example does now. `flapping` goes down for a minute in every three. */
type ExampleNow = 'up' | 'slow' | 'down' | 'flapping' | 'paused';

/** A target that shows what the product looks like after some months. */
export interface Example {
  /** Last part of its address. */
  readonly path: string;
  readonly settings: Pick<CreateTarget, 'name' | 'tags' | 'thresholds'> & { name: string };
  readonly now: ExampleNow;
  /** How long its answers usually take, in milliseconds. */
  readonly usualMs: number;
  /** Outages in the days behind it. */
  readonly outages: number;
  readonly failure: Failure;
}

/** That all of them carry. */
export const EXAMPLE_TAG = 'example';

/** Where the api answers for them. */
export const EXAMPLES_PATH = '/examples/';

const REFUSED: Failure = { class: 'refused', code: null, fact: { is: 'refused', port: 443 } };
const SILENT: Failure = {
  class: 'timeout',
  code: 'first-byte',
  fact: { is: 'deadline', timeoutMs: 10_000 },
};
const BROKEN: Failure = {
  class: 'status',
  code: '500',
  fact: { is: 'status', expected: '200-399' },
};

const of = (
  path: string,
  name: string,
  tags: string[],
  rest: Pick<Example, 'now' | 'usualMs' | 'outages' | 'failure'>,
): Example => ({ path, settings: { name, tags: [EXAMPLE_TAG, ...tags] }, ...rest });

/** Each is answered by the api itself, so that nobody outside is asked. */
export const EXAMPLES: readonly Example[] = [
  of('shop', 'Web shop', ['shop'], { now: 'up', usualMs: 120, outages: 2, failure: SILENT }),
  of('payments', 'Payments', ['shop'], {
    now: 'flapping',
    usualMs: 240,
    outages: 9,
    failure: REFUSED,
  }),
  {
    ...of('search', 'Search', ['shop'], {
      now: 'slow',
      usualMs: 310,
      outages: 1,
      failure: SILENT,
    }),
    settings: { name: 'Search', tags: [EXAMPLE_TAG, 'shop'], thresholds: { slowMs: 800 } },
  },
  of('tickets', 'Ticket system', ['office'], {
    now: 'down',
    usualMs: 180,
    outages: 4,
    failure: BROKEN,
  }),
  of('wiki', 'Wiki', ['office'], { now: 'up', usualMs: 60, outages: 0, failure: REFUSED }),
  of('mail', 'Mail', ['office'], { now: 'up', usualMs: 35, outages: 1, failure: REFUSED }),
  of('status', 'Old status page', ['office'], {
    now: 'paused',
    usualMs: 90,
    outages: 3,
    failure: BROKEN,
  }),
];
