import { STATUS_CODES } from 'node:http';

/** True when a code lies in ranges written like `200-299, 401`. */
export const statusMatches = (ranges: string, statusCode: number): boolean =>
  ranges.split(',').some((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return from <= statusCode && statusCode <= to;
  });

/** The code with its standard name; the server's own words are never repeated. */
export function statusName(statusCode: number): string {
  const name = STATUS_CODES[statusCode];
  return name === undefined ? String(statusCode) : `${statusCode} ${name}`;
}
