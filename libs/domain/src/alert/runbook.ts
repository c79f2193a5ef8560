import * as z from 'zod';
import { HttpUrl } from '../common/http-url.ts';
import { plainLines } from '../common/plain-line.ts';

const NOTE_LENGTH = 1_000;

/** What to do when there is an alert: a note, and where more is written. Every message of the target carries them. */
export const Runbook = z.strictObject({
  note: z
    .string()
    .max(NOTE_LENGTH, { error: `At most ${NOTE_LENGTH} characters.` })
    .overwrite((text) => plainLines(text, NOTE_LENGTH))
    .nullable(),
  url: HttpUrl.nullable(),
});
export type Runbook = z.infer<typeof Runbook>;

export const NO_RUNBOOK: Runbook = { note: null, url: null };
