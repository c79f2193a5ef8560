import type { BrokenHttp } from '@app/domain';

/* Reads the heads that browsers show although they break the letter of HTTP. */

export interface LenientHead {
  readonly statusCode: number;
  /** Names and values in turn, one character per byte. */
  readonly raw: readonly string[];
}

/** Why a head is not even read by browsers. */
export class HeadError extends Error {
  readonly why: BrokenHttp;
  /** A code that tells more. */
  readonly detail: string;

  constructor(why: BrokenHttp, detail = '') {
    super(why);
    this.name = 'HeadError';
    this.why = why;
    this.detail = detail;
  }
}

const LINE_FEED = 10;

/** A version may be missing, in lower case or of another number; `ICY` is what radios say. */
const STATUS_LINE = /^(?:HTTP(?:\/\d{1,3}(?:\.\d{1,3})?)?|ICY)[ \t]+(\d{3})(?!\d)/i;

function statusOf(line: string): number {
  const status = Number(STATUS_LINE.exec(line)?.[1] ?? Number.NaN);
  if (Number.isNaN(status)) throw new HeadError('no-status-line');
  if (status < 100) throw new HeadError('bad-status');
  return status;
}

/** Throws a `HeadError` when the first line is complete and begins no answer: nothing that follows can change that. */
export function judgeStart(bytes: Buffer): void {
  const feed = bytes.indexOf(LINE_FEED);
  if (feed !== -1) statusOf(withoutReturn(bytes.toString('latin1', 0, feed)));
}

/** Parts a head, without the empty line at its end, into its headers. Throws a `HeadError`. */
export function readHead(bytes: Buffer): LenientHead {
  const [first = '', ...lines] = bytes.toString('latin1').split('\n').map(withoutReturn);
  const raw: string[] = [];
  for (const line of lines) {
    const last = raw.length - 1;
    // A line that begins with a blank goes on with the one before.
    if (/^[ \t]/.test(line) && last > 0) raw[last] = `${raw[last] ?? ''} ${line.trim()}`;
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim();
    if (/^[ \t]/.test(line) || colon < 1 || name === '') continue;
    raw.push(name, line.slice(colon + 1).trim());
  }
  return { statusCode: statusOf(first), raw };
}

function withoutReturn(line: string): string {
  let end = line.length;
  while (end > 0 && line[end - 1] === '\r') end--;
  const bare = line.slice(0, end);
  if (bare.includes('\0')) throw new HeadError('nul');
  if (bare.includes('\r')) {
    throw new HeadError('carriage-return');
  }
  return bare;
}

/** How the end of a body is found. */
export type Framing = 'none' | 'chunked' | 'until-close' | { readonly length: number };

function valuesOf(raw: readonly string[], wanted: string): string[] {
  const values: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    if (raw[index]?.toLowerCase() !== wanted) continue;
    values.push(...(raw[index + 1] ?? '').split(',').map((value) => value.trim().toLowerCase()));
  }
  return values;
}

/** Says where the body of an answer ends (RFC 9112 6.3). Throws a `HeadError` for contradictions. */
export function framingOf(head: LenientHead, method: string): Framing {
  const { statusCode, raw } = head;
  if (method === 'HEAD' || statusCode === 204 || statusCode === 304) return 'none';
  const lengths = new Set(valuesOf(raw, 'content-length'));
  if (valuesOf(raw, 'transfer-encoding').includes('chunked')) {
    if (lengths.size === 0) return 'chunked';
    throw new HeadError('length-and-chunks');
  }
  if (lengths.size > 1) throw new HeadError('lengths');
  const [length = ''] = lengths;
  return /^\d{1,15}$/.test(length) ? { length: Number(length) } : 'until-close';
}
