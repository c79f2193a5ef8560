import type { RegistrationOutcome } from './schema.ts';

/** RDAP words that are not the EPP code in other letters (RFC 8056). */
const RDAP_WORDS: Readonly<Record<string, string>> = {
  active: 'ok',
  associated: 'linked',
  inactive: 'inactive',
};

const MAX_LENGTH = 60;
/** A word and the address that explains it; what is longer is no status. */
const MAX_TEXT = 200;
/** As many statuses as EPP knows, each with its address. */
const MAX_LINE = 2_000;

/**
 * The EPP code of a status as RDAP (`client transfer prohibited`) or WHOIS (`clientTransferProhibited
 * https://icann.org/epp#...`) writes it; a registry's own word stays, without what follows it. Empty when there is none.
 */
export function eppStatus(text: string): string {
  const words = text
    .slice(0, MAX_TEXT)
    .replace(/https?:\/\/.*$/i, '')
    .replace(/[([].*$/, '')
    .replace(/[\s.,;]+$/, '')
    .trim()
    .split(/[\s_]+/);
  const [first = '', ...rest] = words;
  const word = words.join(' ').toLowerCase();
  const known = Object.hasOwn(RDAP_WORDS, word) ? RDAP_WORDS[word] : undefined;
  if (known) return known;
  if (rest.length === 0) {
    const isCode = /^[a-z]+(?:[A-Z][a-z]+)+$/.test(first);
    return (isCode ? first : first.toLowerCase()).slice(0, MAX_LENGTH);
  }
  const tail = rest.map((one) => one.charAt(0).toUpperCase() + one.slice(1).toLowerCase());
  return [first.toLowerCase(), ...tail].join('').slice(0, MAX_LENGTH);
}

/** A code as EPP writes it, or a word that some registries put beside one. */
const CODE = /^(?:ok|hold|inactive|linked|[a-z]+(?:[A-Z][a-z]+)+)$/;
/** What explains a status: an address, or words in brackets. */
const EXPLANATION = /https?:\/\/[^\s,;|]+|\([^)]*\)?|\[[^\]]*\]?/gi;

/**
 * The statuses of one statement, still in the registry's own words: some write all of them in one line, with a stroke, a
 * comma or only a blank between them (`pendingDelete / redemptionPeriod` of .it).
 */
export function statusesOfText(text: string): string[] {
  const words = text.slice(0, MAX_LINE);
  // What is in an explanation separates nothing.
  const bare = words.replace(EXPLANATION, (all) => ' '.repeat(all.length));
  const parts: string[] = [];
  let from = 0;
  for (const { index, 0: separator } of bare.matchAll(/[/,;|]/g)) {
    parts.push(words.slice(from, index));
    from = index + separator.length;
  }
  parts.push(words.slice(from));
  return /^\s*n\/a\s*$/i.test(bare)
    ? []
    : parts.flatMap(codesOf).filter((part) => part !== '' && !/^[\s/,;|]*$/.test(part));
}

/** Codes of one part: only what consists of nothing else is split at its blanks. */
function codesOf(part: string): string[] {
  const words = part.replace(EXPLANATION, ' ').trim().split(/\s+/);
  return words.length > 1 && words.every((word) => CODE.test(word)) ? words : [part.trim()];
}

const REDEMPTION =
  /^(?:redemption|pendingrestore|pendingdelete-?restorable|quarantine|inquarantine)/i;
/** The last stretch before a name is free: EPP's word, and those of .cz, .ee, .nz and .au. */
const PENDING_DELETE = /^(?:pending(?:delete|release|purge)|tobedeleted|deletecandidate)/i;

/**
 * The end of a domain's life that its status codes tell, or null. During redemption a registry often shows
 * `pendingDelete` as well: the one that leaves something to save wins.
 */
export function lifecycleOf(
  statuses: readonly string[],
): Extract<RegistrationOutcome, 'redemption' | 'pending-delete'> | null {
  if (statuses.some((status) => REDEMPTION.test(status))) return 'redemption';
  if (statuses.some((status) => PENDING_DELETE.test(status))) return 'pending-delete';
  return null;
}
