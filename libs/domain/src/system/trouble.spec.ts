import { describe, expect, it } from 'vitest';
import { describeTrouble } from '../text/trouble.ts';
import type { QueueFigures, SystemQueues, WorkerFigures } from './queues.ts';
import { judgeSystem } from './trouble.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const ago = (seconds: number): Date => new Date(NOW.getTime() - seconds * 1_000);

const worker = (over: Partial<WorkerFigures> = {}): WorkerFigures => ({
  id: 'a',
  startedAt: ago(7_200),
  seenAt: ago(4),
  loopDelayMs: 20,
  checksPerMinute: 100,
  ...over,
});
const queue = (over: Partial<QueueFigures> = {}): QueueFigures => ({
  name: 'checks.urgent',
  waiting: 0,
  deferred: 0,
  active: 0,
  oldestSeconds: null,
  deadLetters: 0,
  newDeadLetters: 0,
  ...over,
});
const codes = (over: Partial<SystemQueues>) =>
  judgeSystem({
    at: NOW,
    queues: [queue()],
    workers: [worker()],
    overdue: { count: 0, oldestSeconds: null },
    ...over,
  }).map(({ fact }) => fact.is);

describe('judgeSystem', () => {
  it.each<[string, Partial<SystemQueues>, string[]]>([
    ['a quiet system', {}, []],
    ['PostgreSQL away', { queues: null }, []],
    ['no worker ever', { workers: [] }, ['no-worker']],
    ['a silent worker', { workers: [worker({ seenAt: ago(30) })] }, ['no-worker']],
    [
      'a dead worker whose clock was ahead',
      { workers: [worker({ seenAt: ago(-3_600) })] },
      ['no-worker'],
    ],
    ['a worker silent for less', { workers: [worker({ seenAt: ago(29) })] }, []],
    [
      'one of two gone',
      { workers: [worker(), worker({ id: 'b', seenAt: ago(70) })] },
      ['worker-missing'],
    ],
    [
      'one gone and restarted',
      { workers: [worker({ startedAt: ago(65) }), worker({ id: 'b', seenAt: ago(70) })] },
      [],
    ],
    [
      'one gone and restarted, again and again',
      {
        workers: [
          worker({ startedAt: ago(60) }),
          worker({ id: 'b', startedAt: ago(200), seenAt: ago(70) }),
          worker({ id: 'c', startedAt: ago(400), seenAt: ago(210) }),
          worker({ id: 'd', seenAt: ago(410) }),
        ],
      },
      [],
    ],
    [
      'two gone of which one was restarted, and is gone',
      {
        workers: [
          worker(),
          worker({ id: 'b', startedAt: ago(200), seenAt: ago(200) }),
          worker({ id: 'c', seenAt: ago(210) }),
          worker({ id: 'd', seenAt: ago(215) }),
        ],
      },
      ['worker-missing'],
    ],
    ['one gone long ago', { workers: [worker(), worker({ id: 'b', seenAt: ago(900) })] }, []],
    ['overdue checks', { overdue: { count: 1, oldestSeconds: 61 } }, ['overdue']],
    ['an old job', { queues: [queue({ waiting: 1, oldestSeconds: 61 })] }, ['queue']],
    ['a young job', { queues: [queue({ waiting: 1, oldestSeconds: 60 })] }, []],
    ['a deep queue', { queues: [queue({ waiting: 10_001, oldestSeconds: 5 })] }, ['queue']],
    ['old dead letters', { queues: [queue({ deadLetters: 5 })] }, []],
    [
      'new dead letters',
      { queues: [queue({ deadLetters: 5, newDeadLetters: 1 })] },
      ['dead-letters'],
    ],
    ['checks that wait', { workers: [worker({ longestWaitMs: 60_001 })] }, ['crowded']],
    ['checks that wait for less', { workers: [worker({ longestWaitMs: 60_000 })] }, []],
    ['a slow loop', { workers: [worker({ loopDelayMs: 1_001 })] }, ['loop']],
  ])('judges %s', (_name, figures, expected) => {
    expect(codes(figures)).toEqual(expected);
  });

  it('puts the worst first and says what to do', () => {
    const troubles = judgeSystem({
      at: NOW,
      queues: [queue({ waiting: 3, oldestSeconds: 99.6 })],
      workers: [worker({ loopDelayMs: 2_000 })],
      overdue: { count: 1_000, oldestSeconds: 300 },
    });
    expect(troubles.map(({ severity }) => severity)).toEqual(['critical', 'warning', 'warning']);
    expect(troubles.map(({ fact }) => describeTrouble(fact))).toEqual([
      '1000 or more checks are overdue by more than a minute. Start another worker, or give the databases more room.',
      '3 jobs wait in the queue checks.urgent, the oldest for 100 s. Start another worker, or look why the workers are slow.',
      'A worker stood still for 2000 ms: it has too little CPU. Lower its load, or start another worker.',
    ]);
  });

  it('tells numbers as exact as they are said, so that a look later is no news', () => {
    const factsOf = (over: Partial<SystemQueues>) =>
      judgeSystem({
        at: NOW,
        queues: [],
        workers: [worker()],
        overdue: { count: 0, oldestSeconds: null },
        ...over,
      }).map(({ fact }) => fact);
    expect(factsOf({ workers: [worker({ longestWaitMs: 60_499 })] })).toEqual(
      factsOf({ workers: [worker({ longestWaitMs: 60_001 })] }),
    );
    expect(factsOf({ queues: [queue({ oldestSeconds: 99.6 })] })).toEqual(
      factsOf({ queues: [queue({ oldestSeconds: 100.4 })] }),
    );
  });
});
