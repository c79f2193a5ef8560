import { createHmac } from 'node:crypto';

/**
 * Value of `X-Netumo-Signature`: `t=<unix seconds>,v1=<hex HMAC-SHA256 of "<t>.<body>">`. Receivers compute it over
 * the bytes they got, compare in constant time and refuse old times.
 */
export const signBody = (secret: string, body: string, at: Date): string => {
  const seconds = Math.floor(at.getTime() / 1_000);
  const digest = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${digest}`;
};
