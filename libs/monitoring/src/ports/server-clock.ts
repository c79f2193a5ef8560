/** The clock of the document store, which all processes can ask. */
export interface ServerClock {
  /**
   * How far it is ahead of the clock of this process, in milliseconds and to half the time that the answer took; null when the
   * server does not tell.
   */
  aheadMs(): Promise<number | null>;
}
