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

/** Whether anything is written for people who are told of an alert. */
export const hasRunbook = ({ runbook: { note, url } }: { runbook: Runbook }): boolean =>
  (note ?? '') !== '' || url !== null;
