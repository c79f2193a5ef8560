import type { WorkerFigures } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { workerRows } from './worker-rows';

const at = new Date('2026-03-15T12:00:00Z');
const ago = (seconds: number): Date => new Date(at.getTime() - seconds * 1_000);

const worker = (id: string, seenAt: Date): WorkerFigures => ({
  id,
  startedAt: ago(9_000),
  seenAt,
  loopDelayMs: 3,
  checksPerMinute: 12,
});

describe('workerRows', () => {
  it('puts missing ones first, and leaves out who said farewell or is long gone', () => {
    const workers = [
      worker('alive', ago(29)),
      worker('missing', ago(30)),
      worker('farewell', new Date(0)),
      worker('forgotten', ago(900)),
    ];
    const rows = workerRows({ at, workers });
    expect(rows.map(({ worker: { id }, isMissing }) => [id, isMissing])).toEqual([
      ['missing', true],
      ['alive', false],
    ]);
  });
});
