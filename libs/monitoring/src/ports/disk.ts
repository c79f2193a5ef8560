/** What one collection takes, in bytes, its indexes included. */
export interface CollectionSize {
  name: string;
  documents: number;
  bytes: number;
}

/** The disk that the store is on, and what the store takes of it. */
export interface Disk {
  /** Room that the store may still use, in bytes; null when the server does not tell. */
  freeBytes(): Promise<number | null>;
  /** What the store takes on it, in bytes; null when the server does not tell. */
  usedBytes(): Promise<number | null>;
  /** How large the disk is, and how much of it is free, in bytes; null when the server does not tell. */
  room(): Promise<{ totalBytes: number; freeBytes: number } | null>;
  /** What each of its collections takes, in any order. Asks a server that holds much for some work. */
  collections(): Promise<CollectionSize[]>;
}
