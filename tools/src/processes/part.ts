/** A process of the product as its keeper sees it. */
export interface Running {
  /** Resolves with the way it ended, in words: `exit code 1`, `SIGKILL`. */
  readonly exited: Promise<string>;
  /** Asks it to end and kills it after the given time; resolves when it has ended. */
  stop(graceMs: number): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/** A part of the product that runs as a process and is started again when it ends. */
export interface Part {
  /** As people call it: `worker`, `document store`. */
  readonly name: string;
  start(): Promise<Running>;
}
