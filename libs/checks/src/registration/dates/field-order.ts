/** Which of two numbers such as 03/04 is the day. */
export type FieldOrder = 'day-first' | 'month-first';

/** Registries known to write the day first, with a slash or a dash between the numbers. */
const DAY_FIRST = new Set([
  ...['fr', 'pm', 're', 'tf', 'wf', 'yt'],
  ...['bg', 'es', 'hk', 'hm', 'il', 'im', 'pt', 'sm', 'vn'],
  ...['xn--4dbrk0ce', 'xn--90ae', 'xn--j6w193g'],
]);

/** The order that a registry is known for; null when nobody knows. */
export const registryOrder = (tld: string): FieldOrder | null =>
  DAY_FIRST.has(tld) ? 'day-first' : null;

/** The order that a label states, as in `Expiration Date (dd/mm/yyyy)`. */
export function statedOrder(label: string): FieldOrder | null {
  if (/\bdd\W?mm\W?yy/i.test(label)) return 'day-first';
  return /\bmm\W?dd\W?yy/i.test(label) ? 'month-first' : null;
}
