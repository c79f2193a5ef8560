/** One page of a list and where the next one starts; null at the end. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}
