const BYTES = 16;

/**
 * An id for one request, as a UUID of version 4: server and workers log it with whatever comes of the request.
 *
 * `crypto.randomUUID` is missing where the page came over plain http from another machine.
 */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  // Version and variant. https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-4
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
