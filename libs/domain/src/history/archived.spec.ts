import fc from 'fast-check';
import { expect, it } from 'vitest';
import { archiveLine, readArchiveLine } from './archived.ts';
import { anyCheck } from './testing.ts';

it('reads back what was archived, a line for each check', () => {
  fc.assert(
    fc.property(anyCheck(Date.UTC(2026, 0, 1), 86_400_000), (check) => {
      const line = archiveLine({ targetId: 'a', check });
      expect(line).not.toContain('\n');
      expect(readArchiveLine(line)).toEqual({ targetId: 'a', check });
    }),
  );
});

it.each(['', '{}', '{"targetId":"a"}', 'x'])('refuses %j', (line) => {
  expect(() => readArchiveLine(line)).toThrow(SyntaxError);
});
