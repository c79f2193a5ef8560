import { TextDecoder } from 'node:util';
import { GuessingDecoder } from './guessing-decoder.ts';
import { declaredCharset, PRESCAN_BYTES } from './prescan.ts';

const CHARSET = /;\s*charset\s*=\s*["']?([^\s"';]+)/i;
/** Longer values of Content-Type are nonsense. */
const MAX_TYPE = 1_000;
/** Documents that may name their charset themselves, and what comes without any type. */
const DOCUMENT = /^(?:text\/html|application\/xhtml|[^;]*[/+]xml|\s*$)/i;
const LONGEST_MARK = 3;

/** Turns bytes into text, piece by piece. */
interface Decoder {
  decode(bytes: Uint8Array | undefined, options: { readonly stream: boolean }): string;
}

/** The charset that a byte order mark names; it beats every other word. */
function markedCharset([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return first === 0xff && second === 0xfe ? 'utf-16le' : null;
}

function decoderOf(label: string | null | undefined): TextDecoder | null {
  if (!label) return null;
  try {
    return new TextDecoder(label);
  } catch {
    // An unknown charset is a fault of the header, not of the page.
    return null;
  }
}

/** A document that can be read as ASCII up to here is not in UTF-16, whatever it says (HTML standard). */
function decoderOfDocument(start: Uint8Array): TextDecoder | null {
  const decoder = decoderOf(declaredCharset(start));
  return decoder?.encoding.startsWith('utf-16') ? new TextDecoder() : decoder;
}

/**
 * Turns the bytes of a body into text as browsers do: by byte order mark, the charset of the content type, what the
 * document says of itself, else by guess. Bytes that a named charset does not have become U+FFFD. Holds back the start until that is known.
 */
export class BodyTextDecoder {
  readonly #type: string;
  readonly #named: TextDecoder | null;
  readonly #wanted: number;
  #held: Uint8Array[] = [];
  #size = 0;
  #decoder: Decoder | null = null;

  constructor(contentType: string) {
    this.#type = contentType.slice(0, MAX_TYPE);
    this.#named = decoderOf(CHARSET.exec(this.#type)?.[1]);
    this.#wanted = !this.#named && DOCUMENT.test(this.#type) ? PRESCAN_BYTES : LONGEST_MARK;
  }

  /** The text of further bytes, which are not kept; without bytes the rest of it. */
  decode(bytes?: Uint8Array): string {
    if (this.#decoder) return this.#decoder.decode(bytes, { stream: bytes !== undefined });
    if (bytes) {
      this.#held.push(Uint8Array.from(bytes));
      this.#size += bytes.length;
      if (this.#size < this.#wanted) return '';
    }
    const start = Buffer.concat(this.#held);
    this.#held = [];
    this.#decoder = this.#choose(start);
    return this.#decoder.decode(start, { stream: bytes !== undefined });
  }

  #choose(start: Uint8Array): Decoder {
    const known = decoderOf(markedCharset(start)) ?? this.#named;
    if (known) return known;
    return (DOCUMENT.test(this.#type) ? decoderOfDocument(start) : null) ?? new GuessingDecoder();
  }
}
