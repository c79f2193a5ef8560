/** Records have a hundred lines; more than this is not read, so that no answer keeps the process busy. */
const MAX_LINES = 2_000;
/** Longer lines are prose of a legal notice; patterns that look at them must not take for ever. */
const MAX_LENGTH = 1_024;

/** The lines of an answer, whatever ends them, each at most 1,024 UTF-16 units of it. */
export const linesOf = (text: string): string[] =>
  text.split(/\r\n|\r|\n/, MAX_LINES).map((line) => line.slice(0, MAX_LENGTH));
