import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { Refusal } from '../refusal.ts';

/** The options of a benchmark's command line. Throws a Refusal that shows how to write it. */
export function parseOptions<T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: T,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw new Refusal(usage, { cause });
  }
}

/** The whole number that an option says, from 1 to 1,000,000. Throws a Refusal for anything else. */
export function readCount(name: string, text: string, usage: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value <= 1_000_000) return value;
  throw new Refusal(`${name} must be a whole number from 1 to 1000000, not "${text}". ${usage}`);
}
