/** The disk that the store is on. */
export interface Disk {
  /** Room that the store may still use, in bytes; null when the server does not tell. */
  freeBytes(): Promise<number | null>;
  /** What the store takes on it, in bytes; null when the server does not tell. */
  usedBytes(): Promise<number | null>;
}
