/** Both lower-case forms of one letter; which one lower case gives depends on what follows it in a text. */
const SIGMAS = /[σς]/g;

/**
 * A regular expression that finds a text literally in what `searchText` holds, upper or lower case. Written with
 * what means the same to MongoDB (PCRE) and to JavaScript: nothing is escaped that needs no escape.
 */
export const searchPattern = (search: string): string =>
  search
    .toLowerCase()
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    // A pattern may not hold this character itself.
    .replaceAll('\0', '\\x00')
    .replace(SIGMAS, '[σς]');
