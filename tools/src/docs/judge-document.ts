import path from 'node:path';
import { readDocument, type Piece } from './read-document.ts';

/** What a document may name, because it exists. */
export interface Facts {
  /** Every file of the repository, relative to its root. */
  readonly files: readonly string[];
  readonly scripts: ReadonlySet<string>;
  /** Targets of Nx by the name of the project, with and without its scope. */
  readonly targets: ReadonlyMap<string, ReadonlySet<string>>;
  readonly procedures: ReadonlySet<string>;
  /** Queues have names like procedures. */
  readonly queues: ReadonlySet<string>;
  /** Environment variables that anything here reads. */
  readonly variables: ReadonlySet<string>;
  /** Whether a word occurs in a source file. */
  readonly isInSource: (word: string) => boolean;
}

/** Scripts that npm knows without being told. */
const BUILT_IN = new Set(['ci', 'install', 'run', 'audit', 'rebuild']);
const PATH_LIKE =
  /^\.{0,2}[\w@<>*{},.-]*(\/[\w@<>*{},.-]*)+$|^\.?[\w<>*-]+(\.[\w-]+)*\.(ts|mjs|js|json|md|yml|html)$/;
const VARIABLE_LIKE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/;
const IDENTIFIER_LIKE = /^[A-Za-z]\w*(\.[A-Za-z]\w*)*(\(\))?$/;

/** Returns what a document names that does not exist, one line each: `README.md:12: ...`. */
export function judgeDocument(file: string, text: string, facts: Facts): string[] {
  const { codes, links, fenced } = readDocument(text);
  const at = ({ line }: Piece, fault: string) => `${file}:${String(line)}: ${fault}`;
  return [
    ...links
      .filter((link) => !/^[a-z]+:/.test(link.text))
      .filter((link) => !existsPath(path.posix.join(path.dirname(file), link.text), facts))
      .map((link) => at(link, `the link leads to ${link.text}, which does not exist`)),
    ...codes.flatMap((code) => judgeCode(code.text, facts).map((fault) => at(code, fault))),
    ...fenced
      .filter(({ language }) => language === '')
      .map((block) => at(block, 'a fenced block says no language: sh for commands, else text'))
      .slice(0, 1),
    ...fenced
      .filter(({ language }) => language === 'sh')
      .flatMap((block) => judgeCommand(block.text, facts).map((fault) => at(block, fault))),
  ];
}

function judgeCode(code: string, facts: Facts): string[] {
  const [first = ''] = code.split(/[ =]/);
  if (/^(npm|npx|nx|vitest)$/.test(first)) return judgeCommand(code, facts);
  if (/^[A-Z_]+=\S+ (npm|npx|nx|vitest) /.test(code)) return judgeCommand(code, facts);
  if (VARIABLE_LIKE.test(first)) return judgeVariable(first, facts);
  // `domain:example.org` is an address, not a target.
  if (facts.targets.get(first.split(':')[0] ?? '') && /:[\w-]+$/.test(first)) {
    return judgeTarget(first, facts);
  }
  const [area = '', verb] = first.split('.');
  if (verb !== undefined && isArea(area, facts)) {
    return facts.procedures.has(first) || facts.queues.has(first)
      ? []
      : [`there is no procedure or queue ${first}`];
  }
  if (code !== first) return [];
  if (PATH_LIKE.test(code) && !code.startsWith('/')) return judgePath(code, facts);
  if (IDENTIFIER_LIKE.test(code) && /[a-z][A-Z]/.test(code)) {
    const words = code.replace('()', '').split('.');
    const unknown = words.filter((word) => !facts.isInSource(word));
    return unknown.map((word) => `${word} does not occur in the source`);
  }
  return [];
}

function judgeVariable(name: string, facts: Facts): string[] {
  if (facts.variables.has(name) || facts.isInSource(name)) return [];
  return [`nothing reads an environment variable ${name}`];
}

/** Packages and folders of this product; `application/json` or `node/no` are no paths of it. */
function judgePath(text: string, facts: Facts): string[] {
  const roots = new Set(facts.files.map((file) => file.split('/')[0]));
  const plain = text.replace(/^\.\//, '').replace(/\/$/, '');
  const isOurs =
    expand(plain).some((one) => roots.has(one.split('/')[0])) ||
    /\.(ts|mjs|md|html|json)$/.test(plain);
  if (!isOurs || existsPath(plain, facts)) return [];
  return [`${text} does not exist`];
}

/** `<kind>` and `*` stand for any name, `{a,b}` for both; the end of a path may be enough. */
function existsPath(text: string, { files }: Pick<Facts, 'files'>): boolean {
  const plain = text.replace(/\/$/, '');
  return expand(plain).every((one) => {
    const pattern = one
      .replace(/[.+?^$()|[\]\\]/g, String.raw`\$&`)
      .replace(/<[^>]+>|\*+/g, '[^/]+');
    const whole = new RegExp(`(^|/)${pattern}(/|$)`);
    return files.some((file) => whole.test(file));
  });
}

function expand(text: string): string[] {
  const [all, inner] = /\{([^}]+)\}/.exec(text) ?? [];
  if (all === undefined || inner === undefined) return [text];
  return inner.split(',').flatMap((one) => expand(text.replace(all, one.trim())));
}

/** Judges one line of a shell as far as it runs something of ours. */
function judgeCommand(line: string, facts: Facts): string[] {
  const words = line
    .replace(/\s#.*$/, '')
    .trim()
    .split(/\s+/);
  const assigned = words.filter((word) => /^[A-Z_]+=/.test(word));
  const faults = assigned.flatMap((word) => judgeVariable(word.split('=')[0] ?? '', facts));
  const [program, ...rest] = words.slice(assigned.length);
  const args = program === 'npx' ? rest.slice(1) : rest;
  switch (program === 'npx' ? rest[0] : program) {
    case 'npm':
      return [...faults, ...judgeScript(args, facts)];
    case 'nx':
      return [...faults, ...judgeNx(args, facts)];
    case 'vitest':
      return [...faults, ...judgeProject(args, facts)];
    default:
      return faults;
  }
}

function judgeScript([verb = '', name = '']: readonly string[], facts: Facts): string[] {
  const script = verb === 'run' ? name : verb;
  if (facts.scripts.has(script) || (verb !== 'run' && BUILT_IN.has(verb))) return [];
  return [`there is no npm script ${script}`];
}

function judgeNx(args: readonly string[], facts: Facts): string[] {
  if (args[0] === 'run') return judgeTarget(args[1] ?? '', facts);
  const from = args.indexOf('-t');
  if (from < 0) return [];
  const wanted = args.slice(from + 1).filter((word) => /^[a-z]/.test(word));
  const known = new Set([...facts.targets.values()].flatMap((names) => [...names]));
  return wanted
    .flatMap((word) => word.split(/[,|]/))
    .filter((name) => !known.has(name))
    .map((name) => `no project has a target ${name}`);
}

function judgeTarget(text: string, { targets }: Facts): string[] {
  const [project = '', target = ''] = text.split(':');
  if (targets.get(project)?.has(target)) return [];
  return [`there is no target ${text} of Nx`];
}

function judgeProject(args: readonly string[], { targets }: Facts): string[] {
  const project = args[args.indexOf('--project') + 1] ?? '';
  return args.includes('--project') && !targets.has(project)
    ? [`there is no project ${project}`]
    : [];
}

const isArea = (area: string, { procedures }: Facts) =>
  [...procedures].some((name) => name.startsWith(`${area}.`));
