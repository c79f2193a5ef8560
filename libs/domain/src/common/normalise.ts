/** Longest run of combining marks that is left as it is: the Stream-Safe Text Format of UAX #15. */
export const MAX_MARKS = 30;

/** The combining grapheme joiner: it ends a run of marks and changes nothing that people see. */
const JOINER = '\u034f';

/** Every character of a non-zero combining class is a mark; the last two become marks by NFKC. */
const MARK = '[\\p{M}\\uff9e\\uff9f]';
const LONG_RUN = new RegExp(`${MARK}{${MAX_MARKS}}(?=${MARK})`, 'gu');
const HAS_MARKS = /[\u0300-\uffff]/;

/**
 * Unicode normalisation in linear time. The engine sorts marks in a row by insertion, so a text of nothing but marks
 * takes it minutes per 100 KB; here a joiner divides runs of more than `MAX_MARKS`. Use it for every foreign text,
 * and look at the length first.
 */
export const normalise = (text: string, form: 'NFC' | 'NFKC' = 'NFC'): string =>
  (HAS_MARKS.test(text) ? text.replace(LONG_RUN, `$&${JOINER}`) : text).normalize(form);
