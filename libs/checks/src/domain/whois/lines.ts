/** Records have a hundred lines; more than this is not read, so that no answer keeps the process busy. */
const MAX_LINES = 2_000;

/** The lines of an answer, whatever ends them. */
export const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/, MAX_LINES);
