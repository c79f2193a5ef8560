import { readFileSync } from 'node:fs';

interface Repetition {
  $repeat: { s: string; n: number; prefix?: string; suffix?: string };
}

export interface CorpusCase {
  id: string;
  field: string;
  input: string | Repetition | { $repeatArray: unknown };
  expect: string;
}

type CorpusClass = 'text' | 'webhook-answer';

const corpus = JSON.parse(
  readFileSync(new URL('../../fixtures/channels.corpus.json', import.meta.url), 'utf8'),
) as Record<CorpusClass, CorpusCase[]>;

const textOf = (input: CorpusCase['input']): string | null => {
  if (typeof input === 'string') return input;
  if (!('$repeat' in input)) return null;
  const { s, n, prefix = '', suffix = '' } = input.$repeat;
  return prefix + s.repeat(n) + suffix;
};

/** The cases of a class whose input is a text, as rows for `it.each`. */
export const corpusTexts = (name: CorpusClass): [id: string, text: string, expect: string][] =>
  corpus[name].flatMap(({ id, input, expect }) => {
    const text = textOf(input);
    return text === null ? [] : [[id, text, expect] as [string, string, string]];
  });
