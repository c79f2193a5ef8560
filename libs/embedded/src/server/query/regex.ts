import { BsonType, type RawValue } from '../bson/raw-value.ts';
import { textOf } from '../bson/scalars.ts';
import { ServerError } from '../bson/errors.ts';

/**
 * Compiles the operand of `$regex`, a string or a regular expression. The product searches with
 * escaped literals, which mean here what they mean in PCRE; the only option is `i`.
 */
export function compileRegex(operand: RawValue, options?: RawValue): RegExp {
  const { pattern, flags } = partsOf(operand);
  if (options !== undefined && options.type !== BsonType.string) {
    throw new ServerError(2, '$options has to be a string');
  }
  const chosen = options === undefined ? flags : textOf(options);
  if (options !== undefined && flags !== '') {
    throw new ServerError(51074, 'options set in both $regex and $options');
  }
  if (chosen !== '' && chosen !== 'i') {
    throw new ServerError(
      51108,
      `invalid flag in regex options: ${chosen}. This server knows i only.`,
    );
  }
  if (!isLiteral(pattern)) {
    throw new ServerError(
      51091,
      'Regular expression is invalid: this server takes escaped literals, with ^, $ and one optional character.',
    );
  }
  try {
    return new RegExp(withPlainEscapes(pattern), `${chosen}u`);
  } catch (cause) {
    throw new ServerError(51091, `Regular expression is invalid: ${String(cause)}`);
  }
}

/** Text, escaped where it has a meaning, and classes of single characters: nothing that a match could run away with. */
const LITERAL =
  /^\^?(?:\\(?:[^\da-z]|x[\da-f]{2})|\[(?:\\[^\da-z]|[^\\\]^-])+\]|[^\\^$.*+?()[\]{}|])*$/iu;

const isLiteral = (pattern: string): boolean =>
  LITERAL.test(withoutEnd(pattern).replace(ONE_OPTIONAL, '$1'));

/** An end of the line is one unless it is escaped. */
const withoutEnd = (pattern: string): string =>
  pattern.replace(/(?<!\\)(?:\\\\)*\$$/, (end) => end.slice(0, -1));

/** The first letter or digit that need not be there. */
const ONE_OPTIONAL = /([\da-z])\?/i;

/**
 * In PCRE a backslash before anything but an ASCII letter or digit makes a literal of it, in JavaScript only before
 * characters of its syntax: the others get the form that is right inside and outside of classes.
 */
const withPlainEscapes = (pattern: string): string =>
  pattern.replace(/\\(.)/gsu, (escape, character: string) => {
    if (/[\da-z^$\\.*+?()[\]{}|/]/i.test(character)) return escape;
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });

function partsOf(operand: RawValue): { pattern: string; flags: string } {
  if (operand.type === BsonType.string) return { pattern: textOf(operand), flags: '' };
  if (operand.type !== BsonType.regex) throw new ServerError(2, '$regex has to be a string');
  const { bytes, start, end } = operand;
  const patternEnd = bytes.indexOf(0, start);
  return {
    pattern: bytes.toString('utf8', start, patternEnd),
    flags: bytes.toString('utf8', patternEnd + 1, end - 1),
  };
}
