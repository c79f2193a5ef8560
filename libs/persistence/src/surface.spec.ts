import * as embedded from '@app/embedded';
import { describe, expect, it } from 'vitest';
import { BEYOND, SURFACE } from './surface.ts';

const sorted = (names: readonly string[]): string[] => [...names].sort();

describe('the surface of the embedded server is that of the stores and what is named beyond', () => {
  it.each([
    ['commands', Object.keys(SURFACE.commands), BEYOND.commands, Object.keys(embedded.commands)],
    [
      'operators of filters',
      SURFACE.queryOperators,
      BEYOND.queryOperators,
      embedded.queryOperators,
    ],
    [
      'operators of updates',
      SURFACE.updateOperators,
      BEYOND.updateOperators,
      embedded.updateOperators,
    ],
    ['modifiers', SURFACE.arrayModifiers, BEYOND.arrayModifiers, embedded.pushModifiers],
    ['stages', SURFACE.aggregationStages, BEYOND.aggregationStages, embedded.aggregationStages],
    ['accumulators', SURFACE.accumulators, BEYOND.accumulators, embedded.accumulators],
    ['index options', SURFACE.indexOptions, BEYOND.indexOptions, embedded.indexOptions],
  ])('%s', (_, ours, beyond, theirs) => {
    expect(sorted([...ours, ...beyond])).toEqual(sorted(theirs));
  });

  it('fields of commands', () => {
    const known: Record<string, readonly string[]> = embedded.commands;
    for (const [command, fields] of Object.entries(SURFACE.commands)) {
      expect(known[command], command).toEqual(expect.arrayContaining(fields));
    }
  });
});
