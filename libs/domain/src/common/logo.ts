import * as z from 'zod';

/** Bytes of an uploaded picture, at most: it is part of each page that shows it. */
export const MAX_LOGO_BYTES = 65_536;
const MAX_ADDRESS = 500;
/** Of base64. */
const BYTES_PER_CHARACTER = 3 / 4;

/** How the first bytes of a picture begin, in base64: what a file calls itself is not believed. */
const IMAGE = /^data:image\/(?:png;base64,iVBORw0KGgo|jpeg;base64,\/9j\/)[A-Za-z0-9+/]+={0,2}$/;

function isImage(text: string): boolean {
  if (!IMAGE.test(text)) return false;
  const [, body = ''] = text.split(',');
  const padding = body.length - body.replace(/=+$/, '').length;
  return body.length * BYTES_PER_CHARACTER - padding <= MAX_LOGO_BYTES;
}

function isWebAddress(text: string): boolean {
  if (text.length > MAX_ADDRESS || !/^https:\/\/[^\s"'<>\\]+$/.test(text)) return false;
  const url = URL.parse(text);
  return url !== null && url.username === '' && url.password === '';
}

/**
 * A logo of somebody: an uploaded PNG or JPEG as a `data:` address, or a picture at an https address. SVG is not taken: it can
 * carry scripts, and mail programs do not show it.
 */
export const Logo = z
  .string()
  .max(100_000, { error: 'At most 64 KiB.', abort: true })
  .refine((text) => isImage(text) || isWebAddress(text), {
    error:
      'Upload a PNG or JPEG file of at most 64 KiB, or name one by an https address. SVG files can carry scripts and are not taken.',
  });
export type Logo = z.infer<typeof Logo>;

/** Where a browser loads a logo from: the origin of its address; null for one that is part of the page. */
export const logoOrigin = (logo: string | null): string | null =>
  logo?.startsWith('https:') ? (URL.parse(logo)?.origin ?? null) : null;
