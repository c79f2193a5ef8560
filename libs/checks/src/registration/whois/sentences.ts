import { linesOf } from './lines.ts';

/** What a WHOIS answer says in words when it holds no record. */
export type Sentence =
  | 'not-found'
  | 'rate-limited'
  /** The server doesn't answer this installation, whatever it is asked. */
  | 'refused'
  /** The server doesn't know this suffix, or there is none any more. */
  | 'unsupported';

/** A name in quotes or without, so that the patterns need not know it. */
const NAME = /["'[(<]?[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+["'\])>]?/gu;

/** Anchored at the start of a line: legal notices mention the same things in passing. `x` stands for a name. */
const NOT_FOUND = [
  /^(?:error\W*\d*\W*)?no (?:match|matches|matching|data|objects?|entry|entries|records?|information|domain|such domain|found)\b/,
  /^(?:(?:the|this|requested|queried|sorry|but|domain|name|object|x|error|\d+)\W+)*(?:(?:is|was|has|does) )?not (?:been )?(?:found|registered|exist)\b/,
  /^(?:(?:domain|name|x)\W+)+(?:is )?(?:free|available|no match|no existe)\b/,
  /\/ no match$/,
  /^(?:free|available)$/,
  /^nothing found\b/,
  /^we do not have an entry in our database\b/,
  /^no se encontr/,
  /^상기 도메인이름은 등록되어 있지 않습니다/,
];

const RATE_LIMITED =
  /\b(?:quota|limit|rate|busy|too (?:many|fast|often)|exceed\w*|throttl\w*|excessive|go away for|try (?:again|later)|wait (?:and|a|for|before)|slow down|grace period|temporarily|blocked for|overload\w*|maximum number)\b/;

const REFUSED =
  /\b(?:not (?:permitted|authori[sz]ed)|(?:access|permission|request|query|connection) (?:is |was |has been )?(?:restricted|denied|refused)|access control|forbidden|authori[sz]ed (?:ip|addresses|clients|users)|blacklisted|banned)\b/;

const UNSUPPORTED =
  /\b(?:not (?:allowed|supported|available via)|web ?(?:form|site|interface|based)|no whois server|unsupported|retired|discontinued|decommissioned|no longer (?:available|provided|supported))\b/;

/** Longer lines are prose of a legal notice. */
const MAX_SENTENCE = 200;
/** The sentence comes first where there is no record. */
const MAX_LINES = 12;

const plain = (line: string): string =>
  line
    .trim()
    .replace(/^[%#*>\s]+/, '')
    .replace(/[\s<*.!]+$/, '')
    .toLowerCase()
    .replace(NAME, 'x')
    .replace(/[_\s]+/g, ' ');

/** Recognises the sentence that stands in place of a record; null when there is none. */
export function readSentence(text: string): Sentence | null {
  const lines = linesOf(text)
    .filter((line) => line.length <= MAX_SENTENCE)
    .map(plain)
    .filter((line) => line !== '');
  if (lines.some((line) => NOT_FOUND.some((pattern) => pattern.test(line)))) return 'not-found';
  const first = lines.slice(0, MAX_LINES);
  if (first.some((line) => RATE_LIMITED.test(line))) return 'rate-limited';
  if (first.some((line) => REFUSED.test(line))) return 'refused';
  return first.some((line) => UNSUPPORTED.test(line)) ? 'unsupported' : null;
}
