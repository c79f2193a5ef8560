import * as z from 'zod';

/** Address of a web server. */
export const HttpUrl = z
  .string()
  .trim()
  .max(2_048)
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), {
    error: 'Write a full address that starts with https:// or http://.',
  });
