import type { AlertRecord } from './record.ts';

const TOKEN = /^([0-9a-f]{24})([0-9a-f]{32})$/;

/**
 * Address of the page on which people take an alert on, from a message. Whoever has it can do that and nothing else, and
 * for this alert only; the page asks first, so that programs that follow links change nothing. Null where there is nothing
 * to take on.
 */
export const acknowledgeLink = (
  { id, state, linkSecret }: Pick<AlertRecord, 'id' | 'state' | 'linkSecret'>,
  publicUrl: string,
): string | null => (state === 'open' && linkSecret ? `${publicUrl}/ack/${id}${linkSecret}` : null);

/** The parts of the token in such an address; null when it is none. */
export function readAcknowledgeToken(token: string): { id: string; secret: string } | null {
  const [, id, secret] = TOKEN.exec(token) ?? [];
  return id !== undefined && secret !== undefined ? { id, secret } : null;
}
