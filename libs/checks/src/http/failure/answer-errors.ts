/** The connection ended before the head of an answer. */
export class NoAnswerError extends Error {
  constructor() {
    super('The connection ended without an answer.');
    this.name = 'NoAnswerError';
  }
}

/** The connection ended after the head of an answer and before the end of its body. */
export class IncompleteBodyError extends Error {
  constructor() {
    super('The answer is incomplete.');
    this.name = 'IncompleteBodyError';
  }
}

/** The server changed to a protocol that nobody asked for. */
export class UpgradeError extends Error {
  constructor() {
    super('The server changed to another protocol.');
    this.name = 'UpgradeError';
  }
}
