/*
 * What an answer may cost. Everything that a server sends is counted before anything is done with it, so that the
 * work for one answer is bounded and no answer holds up the checks of others.
 */

const KIB = 1_024;
const MIB = KIB * KIB;

/** Names and values of the headers; browsers take as much. */
export const MAX_HEAD_BYTES = 256 * KIB;
/** Everything on the wire until the final head is complete: interim answers and line ends are in it. */
export const MAX_HEAD_WIRE_BYTES = MAX_HEAD_BYTES + 128 * KIB;
/** Arrivals until the head is complete: joining it again and again is work that grows with its square. */
export const MAX_HEAD_READS = 2_048;
/** Interim answers (1xx) before the final one. */
export const MAX_INTERIMS = 1_000;
/** Everything on the wire: the text that is searched, and as much again for its framing. */
export const MAX_WIRE_BYTES = 10 * MIB;
/** Bytes of a body that are read when no text is expected, and after it was found. */
export const MAX_BODY_BYTES = MIB;
/** Decoded bytes that are searched for a text. */
export const MAX_TEXT_BYTES = 5 * MIB;
/** More layers than any honest server uses; long chains are an attack (CVE-2026-22036). */
export const MAX_CODINGS = 3;
/** Bytes that one layer of compression may unpack to. */
export const MAX_LAYER_BYTES = 8 * MIB;
/** Pieces (chunks, frames) of a body that are free; further ones must bring `MIN_PIECE_BYTES` on the average. */
export const FREE_PIECES = 20_000;
export const MIN_PIECE_BYTES = 32;

/** An answer costs more than any answer may. */
export class BudgetError extends Error {
  readonly code: 'HEADERS_TOO_LARGE' | 'HEADERS_TOO_FINE';

  constructor(code: BudgetError['code']) {
    super(code);
    this.name = 'BudgetError';
    this.code = code;
  }
}

export const headTooLarge = (): BudgetError => new BudgetError('HEADERS_TOO_LARGE');

export const headTooFine = (): BudgetError => new BudgetError('HEADERS_TOO_FINE');
