import * as z from 'zod';
import { hasUnsafeCharacter } from './plain-line.ts';

const MAX_TEXT = 2_000;

/** Text that people read, with line breaks; characters that move or hide others are refused. */
export const Paragraphs = z
  .string()
  .max(MAX_TEXT, { error: `At most ${MAX_TEXT} characters.`, abort: true })
  .transform((text) => text.replaceAll(/\r\n?/g, '\n').normalize('NFC').trim())
  .refine((text) => !hasUnsafeCharacter(text.replaceAll('\n', '')), {
    error: 'Control characters and invisible characters are not allowed.',
  });
