import { expect, it } from 'vitest';
import { judgeComments } from './judge-comments.ts';

const DOCUMENT = '# Map\n\n## Words\n\n## Invariants\n\n1. One.\n2. Two.\n';
const read = (file: string) => (file === 'ARCHITECTURE.md' ? DOCUMENT : undefined);
const judge = (source: string) => judgeComments('a.ts', source, read);

it.each([
  '// Why: ARCHITECTURE.md.',
  '/** On a channel (ARCHITECTURE.md, invariant 2). */',
  '// ARCHITECTURE.md, "Words", and ARCHITECTURE.md, invariant 1',
  '/** Longest label\n * (RFC 1035\n * section 2.3.4). */',
  "const url = 'https://example.org/GONE.md';",
  'const text = `the section 3 of DESIGN`;',
])('takes %j', (source) => {
  expect(judge(source)).toEqual([]);
});

it.each([
  ['// See GONE.md.', 'the comment cites GONE.md, which does not exist'],
  ['x(); // ARCHITECTURE.md, "Gone"', 'ARCHITECTURE.md has no "Gone"'],
  ['/* ARCHITECTURE.md, invariant 3 */', 'ARCHITECTURE.md has no invariant 3'],
  [
    '/** As in DESIGN section 4. */',
    'the comment cites "DESIGN section 4", which is no document here',
  ],
  [
    '/**\n * DESIGN\n * section 4\n */',
    'the comment cites "DESIGN section 4", which is no document here',
  ],
  ['// holds invariant 2', '"invariant 2" names no document: ARCHITECTURE.md, invariant 2'],
])('finds what is wrong with %j', (source, fault) => {
  expect(judge(source)).toEqual([`a.ts:1: ${fault}`]);
});
