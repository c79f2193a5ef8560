/** PostgreSQL refuses payloads of 8000 bytes and more. */
const MAX_BYTES = 7_900;

/** Packs notices (ASCII) into JSON payloads that fit a NOTIFY. */
export function packNotices(notices: readonly string[]): string[] {
  const payloads: string[] = [];
  let lot: string[] = [];
  let bytes = 2;
  for (const notice of notices) {
    const size = notice.length + 3;
    if (bytes + size > MAX_BYTES) {
      payloads.push(JSON.stringify(lot));
      lot = [];
      bytes = 2;
    }
    lot.push(notice);
    bytes += size;
  }
  if (lot.length > 0) payloads.push(JSON.stringify(lot));
  return payloads;
}

/** The notices of a payload; none when it is not one of ours. */
export function unpackNotices(payload: string): string[] {
  try {
    const notices: unknown = JSON.parse(payload);
    return Array.isArray(notices) ? notices.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}
