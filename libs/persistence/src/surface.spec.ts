import * as embedded from '@app/embedded';
import { describe, expect, it } from 'vitest';
import { EXTRA_COMMANDS, SURFACE } from './surface.ts';

const sorted = (names: readonly string[]): string[] => [...names].sort();

describe('the surface of the embedded server is that of the stores and what is named beyond', () => {
  it.each([
    [
      'commands',
      Object.keys(SURFACE.commands),
      EXTRA_COMMANDS.commands,
      Object.keys(embedded.commands),
    ],
    [
      'operators of filters',
      SURFACE.queryOperators,
      EXTRA_COMMANDS.queryOperators,
      embedded.queryOperators,
    ],
    [
      'operators of updates',
      SURFACE.updateOperators,
      EXTRA_COMMANDS.updateOperators,
      embedded.updateOperators,
    ],
    ['modifiers', SURFACE.arrayModifiers, EXTRA_COMMANDS.arrayModifiers, embedded.pushModifiers],
    [
      'stages',
      SURFACE.aggregationStages,
      EXTRA_COMMANDS.aggregationStages,
      embedded.aggregationStages,
    ],
    ['accumulators', SURFACE.accumulators, EXTRA_COMMANDS.accumulators, embedded.accumulators],
    ['index options', SURFACE.indexOptions, EXTRA_COMMANDS.indexOptions, embedded.indexOptions],
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
