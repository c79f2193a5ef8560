import { readFileSync } from 'node:fs';
import { SECRET_VARIABLES } from './variables.ts';

export type Source = Readonly<Record<string, string | undefined>>;

const textOf = (value: string | undefined): string | undefined => value?.trim() || undefined;

function readSecret(path: string, name: string, faults: string[]): string | undefined {
  try {
    const text = textOf(readFileSync(path, 'utf8'));
    if (text === undefined) faults.push(`${name} names a file that is empty.`);
    return text;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    faults.push(`${name} names a file that cannot be read (${code}).`);
    return undefined;
  }
}

/**
 * The variables with surrounding blanks and empty values removed, and with the content of `<name>_FILE` for
 * secrets that are kept in files, as container engines do.
 */
export function resolveSecretFiles(source: Source): { values: Source; faults: string[] } {
  const faults: string[] = [];
  const values: Record<string, string | undefined> = Object.fromEntries(
    Object.entries(source).map(([name, value]) => [name, textOf(value)]),
  );
  for (const name of SECRET_VARIABLES) {
    const fileName = `${name}_FILE`;
    const path = values[fileName];
    if (path === undefined) continue;
    if (values[name] === undefined) values[name] = readSecret(path, fileName, faults);
    else faults.push(`${name} and ${fileName} are both set. Keep one of them.`);
  }
  return { values, faults };
}
