/** What alerts of a target are about, as a key. */
export const targetSubject = (targetId: string): string => targetId;

/** What alerts about a registration are about, as a key. */
export const domainSubject = (domain: string): string => `domain:${domain}`;

/** What alerts about the monitor itself are about, as a key. */
export const SYSTEM_SUBJECT = 'system';
