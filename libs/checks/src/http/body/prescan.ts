/*
 * What a document says of its own charset: "prescan a byte stream to determine its encoding" of the HTML standard.
 * Works on the first `PRESCAN_BYTES`, read as Latin-1, in one pass.
 */

/**
 * How far is looked. The standard asks for 1,024 bytes; browsers go on while the head lasts, or begin again when the
 * charset is named later.
 */
export const PRESCAN_BYTES = 16_384;

const BLANK = /[\t\n\f\r /]/;
const XML_ENCODING = /^<\?xml[^>]{0,200}?\sencoding\s{0,20}=\s{0,20}["']([^"'>]{1,60})["']/;
const CHARSET_IN_CONTENT =
  /charset[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]+)"|'([^']+)'|([^\t\n\f\r ;"']+))/i;

interface Attribute {
  readonly name: string;
  readonly value: string;
  /** Where the next one begins. */
  readonly next: number;
}

function skip(text: string, from: number, pattern: RegExp): number {
  let at = from;
  while (at < text.length && pattern.test(text.charAt(at))) at++;
  return at;
}

/** The next attribute of a tag; null at its end. */
function attributeAt(text: string, from: number): Attribute | null {
  const start = skip(text, from, BLANK);
  if (start >= text.length || text[start] === '>') return null;
  // A name may begin with the equals sign.
  const nameEnd = skip(text, start + 1, /[^\t\n\f\r />=]/);
  const name = text.slice(start, nameEnd).toLowerCase();
  const equals = skip(text, nameEnd, /[\t\n\f\r ]/);
  if (text[equals] !== '=') return { name, value: '', next: nameEnd };
  const valueStart = skip(text, equals + 1, /[\t\n\f\r ]/);
  const quote = text.charAt(valueStart);
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, valueStart + 1);
    const end = close === -1 ? text.length : close;
    return { name, value: text.slice(valueStart + 1, end), next: end + 1 };
  }
  const end = skip(text, valueStart, /[^\t\n\f\r >]/);
  return { name, value: text.slice(valueStart, end), next: end };
}

interface Tag {
  readonly attributes: ReadonlyMap<string, string>;
  readonly end: number;
}

function tagAt(text: string, from: number): Tag {
  const attributes = new Map<string, string>();
  let at = from;
  for (let one = attributeAt(text, at); one; one = attributeAt(text, at)) {
    if (!attributes.has(one.name)) attributes.set(one.name, one.value);
    at = one.next;
  }
  return { attributes, end: skip(text, at, BLANK) };
}

function charsetOfMeta(attributes: ReadonlyMap<string, string>): string | null {
  const charset = attributes.get('charset');
  if (charset !== undefined) return charset.trim();
  if (attributes.get('http-equiv')?.toLowerCase() !== 'content-type') return null;
  const match = CHARSET_IN_CONTENT.exec(attributes.get('content') ?? '');
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? null;
}

/** The label of the charset that the start of a document names; null when it names none. */
export function declaredCharset(start: Uint8Array): string | null {
  const text = Buffer.from(start.subarray(0, PRESCAN_BYTES)).toString('latin1');
  const xml = XML_ENCODING.exec(text);
  if (xml?.[1]) return xml[1];
  let at = text.indexOf('<');
  while (at !== -1) {
    if (text.startsWith('<!--', at)) {
      const end = text.indexOf('-->', at + 2);
      if (end === -1) return null;
      at = end + 2;
    } else if (/^<meta[\t\n\f\r /]/i.test(text.slice(at, at + 6))) {
      const { attributes, end } = tagAt(text, at + 5);
      const charset = charsetOfMeta(attributes);
      if (charset) return charset;
      at = end;
    } else if (/^<\/?[a-z]/i.test(text.slice(at, at + 3))) {
      at = tagAt(text, skip(text, at + 1, /[^\t\n\f\r >]/)).end;
    } else if (/^<[!/?]/.test(text.slice(at, at + 2))) {
      at = text.indexOf('>', at);
      if (at === -1) return null;
    }
    at = text.indexOf('<', at + 1);
  }
  return null;
}
