/** A variable of the environment and the file that reads it. */
export interface Read {
  readonly name: string;
  readonly file: string;
}

const READS = /\b(?:process\.env|env)(?:\.([A-Z][A-Z0-9_]+)|\[\s*'([A-Z][A-Z0-9_]+)'\s*\])/g;
/** `const { HOST } = process.env`. */
const TAKEN = /\{([^{}]*)\}\s*=\s*process\.env/g;
const IN_SHELL = /\$\{?([A-Z][A-Z0-9_]{2,})\b/g;

/** Variables that a source file reads by name. */
export function variablesIn(file: string, source: string): Read[] {
  const names = new Set<string>();
  for (const [, dotted, quoted] of source.matchAll(READS)) names.add(dotted ?? quoted ?? '');
  for (const [, inner = ''] of source.matchAll(TAKEN)) {
    for (const [name] of inner.matchAll(/\b[A-Z][A-Z0-9_]+\b/g)) names.add(name);
  }
  return [...names].map((name) => ({ name, file }));
}

/** Variables of the product: the keys of the schema that `readEnv` parses. */
export function declaredVariables(schema: string): string[] {
  const [, body = ''] = /Variables = z\.object\(\{([\s\S]*?)\n\}\)/.exec(schema) ?? [];
  return [...body.matchAll(/^ {2}([A-Z][A-Z0-9_]*):/gm)].map(([, name = '']) => name);
}

/** Variables that may be read from a file named by `<name>_FILE`. */
export function secretVariables(schema: string): string[] {
  const [, body = ''] = /SECRET_VARIABLES = \[([\s\S]*?)\]/.exec(schema) ?? [];
  return [...body.matchAll(/'([A-Z0-9_]+)'/g)].map(([, name = '']) => name);
}

/** Variables that `.env.example` explains: `#NAME=value`, and names in its comments. */
export function explainedVariables(example: string): { settings: string[]; named: string[] } {
  return {
    settings: [...example.matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map(([, name = '']) => name),
    named: [...example.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g)].map(([name]) => name),
  };
}

/** Variables that a shell script reads and somebody may set. */
export const variablesOfShell = (script: string): string[] => [
  ...new Set([...script.matchAll(IN_SHELL)].map(([, name = '']) => name)),
];
