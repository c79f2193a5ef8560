import { expect, it } from 'vitest';
import { changedFirst, projectOf } from './changed-first.ts';

it('knows the project of a file', () => {
  expect(projectOf('libs/domain/src/index.ts')).toBe('libs/domain');
  expect(projectOf('apps/api/test/live.spec.ts')).toBe('apps/api');
  expect(projectOf('tools/src/test/main.ts')).toBe('tools');
});

it('puts the files of changed projects first, in the order that they had', () => {
  const files = [
    'apps/api/b.spec.ts',
    'libs/domain/b.spec.ts',
    'tools/a.spec.ts',
    'libs/domain/a.spec.ts',
  ];
  expect(changedFirst(files, new Set(['libs/domain', 'tools']), (file) => file)).toEqual([
    'libs/domain/b.spec.ts',
    'tools/a.spec.ts',
    'libs/domain/a.spec.ts',
    'apps/api/b.spec.ts',
  ]);
  expect(changedFirst(files, new Set(), (file) => file)).toEqual(files);
});
