export const upTo = (at: Date | null, now: Date): Date | null => at && earlier(at, now);

export const earlier = (a: Date, b: Date): Date => (a < b ? a : b);
