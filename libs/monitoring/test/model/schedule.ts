import fc from 'fast-check';

/** How whatever is at the other end of a channel behaves. */
export type Manner =
  | { is: 'fine' }
  /** 500. */
  | { is: 'broken' }
  /** 429. */
  | { is: 'throttling'; seconds: number }
  /** Takes nothing and says nothing. */
  | { is: 'hung' }
  /** Takes a message and says so late. */
  | { is: 'late'; seconds: number }
  /** Takes a message and breaks the connection before it says so. */
  | { is: 'cut' }
  /** 404. */
  | { is: 'gone' }
  /** Refuses some messages for now, for reasons of their own. */
  | { is: 'picky' };

/** What happens next. Targets, channels and alerts are named by number, modulo how many there are. */
export type Step =
  | { do: 'wait'; seconds: number }
  | { do: 'down' | 'fail' | 'up' | 'slow'; target: number }
  | { do: 'pause' | 'resume' | 'remove'; target: number }
  /** The end of a certificate comes a step closer; it is renewed. */
  | { do: 'expiry' | 'renew'; target: number }
  | { do: 'acknowledge'; alert: number; minutes: number | null }
  | { do: 'unacknowledge'; alert: number }
  | { do: 'mute'; of: 'target' | 'tag' | 'everything'; target: number; minutes: number }
  | { do: 'unmute'; mute: number }
  | { do: 'maintain'; target: number; minutes: number }
  | { do: 'choose'; target: number; channels: number[] | null; kinds: 'all' | 'down' }
  | {
      do: 'decide on tag';
      tag: string;
      channels: number[] | null;
      kinds: 'all' | 'down';
      isGraveOnly: boolean;
    }
  | { do: 'receive'; channel: number; manner: Manner }
  | { do: 'turn'; channel: number; on: boolean }
  | { do: 'fall back'; channel: number; to: number | null }
  | { do: 'remove channel'; channel: number; replaceWith: number | null }
  | { do: 'add channel' }
  | { do: 'be quiet'; channel: number; minutes: number | null; holdDown: boolean }
  | { do: 'redrive'; delivery: number }
  | { do: 'dismiss' | 'test'; channel: number }
  | { do: 'storm'; count: number; up: boolean }
  | { do: 'kill' | 'stop' | 'freeze'; host: number }
  | { do: 'lose store'; seconds: number }
  | { do: 'set clock'; minutes: number };

/** The third site has both, the second one the other one. */
const TAGS = ['shop', 'eu'] as const;

export interface Setup {
  seed: number;
  /** The second channel takes over from the first one. */
  hasFallback: boolean;
  /** The second target depends on the first one. */
  hasParent: boolean;
  /** Where neither a target nor its tags say anything, the first channel alone is told. */
  hasDefaultChannel: boolean;
  reminderMinutes: number;
  /** The third channel is told after that many minutes; null for no escalation. */
  escalateMinutes: number | null;
  /** Share of calls of stores at which the process dies. */
  deaths: number;
  lostJobs: number;
  doubledJobs: number;
}

export interface Schedule {
  setup: Setup;
  steps: Step[];
}

const small = fc.nat({ max: 2 });
const minutes = fc.integer({ min: 1, max: 90 });
const target = small;
const channel = fc.nat({ max: 3 });

const manner: fc.Arbitrary<Manner> = fc.oneof(
  fc.constantFrom<Manner>(
    { is: 'fine' },
    { is: 'broken' },
    { is: 'hung' },
    { is: 'cut' },
    { is: 'picky' },
    { is: 'gone' },
  ),
  fc.record({ is: fc.constant('throttling' as const), seconds: fc.integer({ min: 5, max: 900 }) }),
  fc.record({ is: fc.constant('late' as const), seconds: fc.integer({ min: 1, max: 80 }) }),
);

const oneOf = <K extends string>(...names: K[]) => fc.constantFrom(...names);

/** What a site does, and the time that passes. */
const events: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: oneOf('wait'), seconds: fc.integer({ min: 1, max: 300 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: oneOf('wait'), seconds: fc.integer({ min: 300, max: 6_000 }) }),
  },
  { weight: 7, arbitrary: fc.record({ do: oneOf('down'), target }) },
  { weight: 7, arbitrary: fc.record({ do: oneOf('up'), target }) },
  { weight: 2, arbitrary: fc.record({ do: oneOf('fail', 'slow', 'expiry', 'renew'), target }) },
);

const people: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: oneOf('pause', 'resume', 'remove'), target }),
  fc.record({ do: oneOf('acknowledge'), alert: small, minutes: fc.option(minutes) }),
  fc.record({ do: oneOf('unacknowledge'), alert: small }),
  fc.record({ do: oneOf('mute'), of: oneOf('target', 'tag', 'everything'), target, minutes }),
  fc.record({ do: oneOf('unmute'), mute: small }),
  fc.record({ do: oneOf('maintain'), target, minutes }),
  fc.record({
    do: oneOf('choose'),
    target,
    channels: fc.option(fc.uniqueArray(channel, { maxLength: 3 })),
    kinds: oneOf('all', 'down'),
  }),
  fc.record({
    do: oneOf('decide on tag'),
    tag: oneOf(...TAGS),
    channels: fc.option(fc.uniqueArray(channel, { maxLength: 3 })),
    kinds: oneOf('all', 'down'),
    isGraveOnly: fc.boolean(),
  }),
  fc.record({ do: oneOf('turn'), channel, on: fc.boolean() }),
  fc.record({ do: oneOf('fall back'), channel, to: fc.option(channel) }),
  fc.record({ do: oneOf('remove channel'), channel, replaceWith: fc.option(channel) }),
  fc.record({ do: oneOf('add channel') }),
  fc.record({
    do: oneOf('be quiet'),
    channel,
    minutes: fc.option(minutes),
    holdDown: fc.boolean(),
  }),
  fc.record({ do: oneOf('redrive'), delivery: small }),
  fc.record({ do: oneOf('dismiss', 'test'), channel }),
);

const faults: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: oneOf('receive'), channel, manner }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: oneOf('storm'),
      count: fc.integer({ min: 21, max: 30 }),
      up: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: oneOf('kill', 'stop', 'freeze'), host: small }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: oneOf('lose store'), seconds: fc.integer({ min: 1, max: 90 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: oneOf('set clock'),
      minutes: fc.integer({ min: -60, max: 60 }),
    }),
  },
);

const setup: fc.Arbitrary<Setup> = fc.record({
  seed: fc.integer(),
  hasFallback: fc.boolean(),
  hasParent: fc.boolean(),
  hasDefaultChannel: fc.boolean(),
  reminderMinutes: fc.constantFrom(5, 20, 60),
  escalateMinutes: fc.option(fc.integer({ min: 1, max: 30 })),
  deaths: fc.constantFrom(0, 0, 0.003, 0.02),
  lostJobs: fc.constantFrom(0, 0.2, 1),
  doubledJobs: fc.constantFrom(0, 0.3),
});

/** Anything that may happen to a monitor within hours. */
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  setup,
  steps: fc.array(
    fc.oneof(
      { weight: 6, arbitrary: events },
      { weight: 2, arbitrary: people },
      { weight: 2, arbitrary: faults },
    ),
    { minLength: 1, maxLength: 40, size: 'max' },
  ),
});

/** A schedule as lines of text, for whoever has to understand what went wrong. */
export const describeSchedule = ({ setup: how, steps }: Schedule): string =>
  [JSON.stringify(how), ...steps.map((step, i) => `${i + 1}. ${JSON.stringify(step)}`)].join('\n');
