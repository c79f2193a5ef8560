/** Name of the one field that stands for a date. */
const DATE = '$date';

/** Writes an answer, with its key: whoever reads it sees that it is the one that was asked for. */
export const writeAnswer = (key: string, answer: object): string =>
  JSON.stringify([key, answer], writeDate);

/** Reads what `writeAnswer` wrote with this key; null for anything else. */
export function readAnswer(key: string, text: unknown): unknown {
  if (typeof text !== 'string') return null;
  try {
    const parsed: unknown = JSON.parse(text, readDate);
    return Array.isArray(parsed) && parsed.length === 2 && parsed[0] === key ? parsed[1] : null;
  } catch {
    return null;
  }
}

/** What is written of a date was made a text before this sees it: the holder still has the date itself. */
function writeDate(this: unknown, name: string, value: unknown): unknown {
  const own: unknown = Reflect.get(Object(this), name);
  return own instanceof Date ? { [DATE]: own.getTime() } : value;
}

function readDate(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(DATE in value)) return value;
  const time = value[DATE];
  return typeof time === 'number' ? new Date(time) : value;
}
