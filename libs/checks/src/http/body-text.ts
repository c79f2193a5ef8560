import { TextDecoder } from 'node:util';

const CHARSET = /;\s*charset\s*=\s*"?([^\s";]+)/i;

function decoderFor(contentType: string): TextDecoder {
  const label = CHARSET.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label);
  } catch {
    // An unknown charset is a fault of the header, not of the page.
    return new TextDecoder();
  }
}

/** Text of a body in the charset of its content type, UTF-8 by default; invalid bytes become U+FFFD. */
export const bodyText = (bytes: Uint8Array, contentType: string): string =>
  decoderFor(contentType).decode(bytes);

/** Literal search; composed and decomposed letters are the same. */
export const containsText = (text: string, keyword: string): boolean =>
  text.includes(keyword) || text.normalize('NFC').includes(keyword.normalize('NFC'));
