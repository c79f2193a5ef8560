import { normalise } from '@app/domain';
import { decodeHTML } from 'entities/decode';
import { asRead, hasInvisible } from './as-read.ts';

/** The longest name of an entity, and the most digits that a sensible reference has. */
const LONGEST_ENTITY = 40;
/** Marks at the end of a piece that are held back with their letter. */
const LONGEST_CLUSTER = 64;

/** Blanks in a row between two pieces of a page that count as one. */
const LONGEST_BLANK = 2_048;

/** Characters that may melt into the one before: marks and the later parts of a Hangul syllable. */
const JOINS_BACK = /[\p{M}\u1160-\u11ff\ud7b0-\ud7ff\udc00-\udfff]/u;

/** Where a text can be cut so that both parts mean the same as the whole: not within a letter or an entity. */
function safeCut(text: string): number {
  let at = text.length - 1;
  const lowest = Math.max(0, at - LONGEST_CLUSTER);
  while (at > lowest && JOINS_BACK.test(text.charAt(at))) at--;
  const entity = text.lastIndexOf('&', at);
  if (entity < Math.max(0, at - LONGEST_ENTITY)) return Math.max(0, at);
  const end = text.indexOf(';', entity);
  return end === -1 || end >= at ? entity : at;
}

interface Sought {
  readonly spellings: readonly string[];
  /** The longest word of a text with blanks: where it is missing, so is the text. Null without blanks. */
  readonly word: string | null;
  isFound: boolean;
}

function seek(keyword: string | null): Sought | null {
  if (keyword === null) return null;
  const composed = normalise(keyword);
  const read = asRead(composed);
  const [word = ''] = read.split(' ').toSorted((a, b) => b.length - a.length);
  return {
    spellings: [...new Set([keyword, composed, read])].filter((text) => text !== ''),
    word: read.includes(' ') ? word : null,
    isFound: false,
  };
}

/**
 * Looks for literal texts in a page that comes in pieces. A text counts as found when it stands in the source, or in
 * what people read: entities decoded, composed and decomposed letters the same, blanks and line ends one blank. Linear in
 * the length of the page, and keeps no more of it than the length of the texts.
 */
export class TextSearch {
  readonly #sought: readonly Sought[];
  readonly #wanted: Sought | null;
  readonly #unwanted: Sought | null;
  /** Characters of a page that must stay, so that a text across two pieces is seen. */
  readonly #overlap: number;
  readonly #hasBlanks: boolean;
  #carry = '';
  #source = '';
  #composed = '';
  #readable = '';

  constructor(wanted: string | null, unwanted: string | null) {
    this.#wanted = seek(wanted);
    this.#unwanted = seek(unwanted);
    this.#sought = [this.#wanted, this.#unwanted].filter((one) => one !== null);
    const spellings = this.#sought.flatMap((one) => one.spellings);
    this.#overlap = Math.max(1, ...spellings.map((text) => text.length)) - 1;
    this.#hasBlanks = this.#sought.some(({ word }) => word !== null);
  }

  /** True when there is no such text, too. */
  get hasWanted(): boolean {
    return this.#wanted?.isFound ?? true;
  }

  get hasUnwanted(): boolean {
    return this.#unwanted?.isFound ?? false;
  }

  /** True when no further text can change the verdict. */
  get isDecided(): boolean {
    return this.hasUnwanted || (this.hasWanted && this.#unwanted === null);
  }

  push(text: string): void {
    const all = this.#carry + text;
    const cut = safeCut(all);
    this.#carry = all.slice(cut);
    this.#look(all.slice(0, cut));
  }

  /** Looks at what was held back; nothing follows. */
  end(): void {
    this.#look(this.#carry);
    this.#carry = '';
  }

  #look(piece: string): void {
    if (piece === '') return;
    const composed = normalise(piece);
    const decoded = piece.includes('&') ? normalise(decodeHTML(piece)) : composed;
    const source = this.#source + piece;
    // Most pages are the same in all three forms: then they are searched once.
    const isComposed = composed === piece && this.#composed === this.#source;
    const composedText = isComposed ? source : this.#composed + composed;
    this.#find(source);
    if (!isComposed) this.#find(composedText);
    const readableText = this.#read(this.#readable + decoded);
    const isReadable = readableText === composedText;
    if (!isReadable) this.#find(readableText);
    this.#source = this.#endOf(source);
    this.#composed = isComposed ? this.#source : this.#endOf(composedText);
    this.#readable = this.#hasBlanks
      ? this.#endOf(asRead(readableText.slice(-this.#overlap - LONGEST_BLANK)))
      : isReadable
        ? this.#composed
        : this.#endOf(readableText);
  }

  /** A text as it is read, where that can make a difference. */
  #read(text: string): string {
    const mayMatter =
      hasInvisible(text) ||
      this.#sought.some(({ word, isFound }) => !isFound && word !== null && text.includes(word));
    return mayMatter ? asRead(text) : text;
  }

  #find(text: string): void {
    for (const one of this.#sought) {
      one.isFound ||= one.spellings.some((spelling) => text.includes(spelling));
    }
  }

  #endOf(text: string): string {
    return this.#overlap === 0 ? '' : text.slice(-this.#overlap);
  }
}
