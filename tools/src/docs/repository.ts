import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { appRouter } from '@app/router';
import { inWorkspace, WORKSPACE } from '../workspace.ts';
import type { Facts } from './judge-document.ts';
import {
  declaredVariables,
  explainedVariables,
  secretVariables,
  variablesIn,
  variablesOfShell,
} from './variables.ts';

export const DOCUMENTS = /^[^/]+\.md$|^docs\/.*\.md$|^(apps|libs|tools)\/.*\.md$|^\.env\.example$/;
const SOURCES =
  /\.(ts|mjs|html|scss|sh|yml)$|^\.ci\/|^Dockerfile|(^|\/)(package|project|nx)\.json$/;
/** Tests of this tool name what does not exist. */
const OWN_EXAMPLES = 'tools/src/docs/';
const SCHEMA = 'libs/platform/src/env/variables.ts';
/** What the shell, npm, Nx and Node give to every program. */
const OF_THE_SYSTEM = new Set([
  ...['PATH', 'HOME', 'CI', 'TMPDIR', 'USER', 'SHELL', 'TERM', 'SECONDS'],
  // Nx tells what it runs by this.
  'NX_TASK_TARGET_TARGET',
]);

interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** Reads what documents may name, and judges the variables of the environment. */
export function readRepository(): {
  facts: Facts;
  sources: readonly SourceFile[];
  variableFaults: string[];
} {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: WORKSPACE,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '' && fs.existsSync(inWorkspace(file)));
  const sources = files
    .filter((file) => SOURCES.test(file) && !file.startsWith(OWN_EXAMPLES))
    .map((file) => ({ file, text: fs.readFileSync(inWorkspace(file), 'utf8') }));
  const words = new Set(sources.flatMap(({ text }) => text.match(/\w+/g) ?? []));
  const { variables, faults } = judgeVariables(sources);
  return {
    facts: {
      files,
      scripts: scriptsIn('package.json'),
      targets: readTargets(files),
      procedures: new Set(Object.keys(appRouter._def.procedures)),
      queues: new Set(textIn('libs/jobs/src/queues.ts').match(/\b[a-z]+\.[a-zA-Z]+\b/g)),
      variables,
      isInSource: (word) => words.has(word),
    },
    sources,
    variableFaults: faults,
  };
}

function judgeVariables(sources: readonly SourceFile[]) {
  const declared = declaredVariables(textIn(SCHEMA));
  const { settings, named } = explainedVariables(textIn('.env.example'));
  const contributing = textIn('CONTRIBUTING.md');
  const read = sources.flatMap(({ file, text }) =>
    file.startsWith('.ci/')
      ? variablesOfShell(text)
          .filter((name) => text.includes(`\${${name}:-`))
          .map((name) => ({ name, file }))
      : file.endsWith('.ts') || file.endsWith('.mjs')
        ? variablesIn(file, text)
        : [],
  );
  const explained = new Set([...settings, ...named]);
  const secrets = secretVariables(textIn(SCHEMA)).map((name) => `${name}_FILE`);
  const variables = new Set([...declared, ...secrets, ...read.map(({ name }) => name)]);
  const faults = [
    ...[...declared, ...secrets]
      .filter((name) => !explained.has(name))
      .map((name) => `.env.example: ${name} is not explained, ${SCHEMA} reads it`),
    ...settings
      .filter((name) => !declared.includes(name))
      .map((name) => `.env.example: nothing reads ${name}`),
    ...read
      .filter(({ name }) => !explained.has(name) && !OF_THE_SYSTEM.has(name))
      .filter(({ name }) => !declared.includes(name) && !contributing.includes(name))
      .map(({ name, file }) => `${file}: reads ${name}, which CONTRIBUTING.md does not explain`),
  ];
  return { variables, faults };
}

const textIn = (file: string) => fs.readFileSync(inWorkspace(file), 'utf8');

interface Manifest {
  readonly name: string;
  readonly scripts?: Record<string, string>;
  readonly nx?: { readonly targets?: Record<string, unknown> };
  readonly targets?: Record<string, unknown>;
}

const readManifest = (file: string) =>
  JSON.parse(fs.readFileSync(inWorkspace(file), 'utf8')) as Manifest;

const scriptsIn = (file: string): Set<string> =>
  new Set(Object.keys(readManifest(file).scripts ?? {}));

function readTargets(files: readonly string[]): Map<string, Set<string>> {
  const targets = new Map<string, Set<string>>();
  for (const file of files.filter((one) =>
    /^(apps|libs)\/[^/]+\/(package|project)\.json$|^tools\/package\.json$/.test(one),
  )) {
    const { name, nx, targets: own } = readManifest(file);
    const names = Object.keys(own ?? nx?.targets ?? {});
    for (const key of [name, name.replace('@app/', '')]) {
      targets.set(key, new Set([...(targets.get(key) ?? []), ...names]));
    }
  }
  return targets;
}
