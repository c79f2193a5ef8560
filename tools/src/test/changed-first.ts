import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { WORKSPACE } from '../workspace.ts';

/** Begins with the tests of the projects that the last commit or the working tree changed. */
export class ChangedFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return changedFirst(sorted, projectsOf(changedFiles()), ({ moduleId }) =>
      path.relative(WORKSPACE, moduleId).replaceAll('\\', '/'),
    );
  }
}

/** Puts the files of some projects first and leaves their order alone otherwise. */
export function changedFirst<T>(
  files: readonly T[],
  projects: ReadonlySet<string>,
  fileOf: (file: T) => string,
): T[] {
  const isChanged = (file: T) => projects.has(projectOf(fileOf(file)));
  return [...files.filter(isChanged), ...files.filter((file) => !isChanged(file))];
}

/** `libs/domain` for a file below it, `tools` for a tool. */
export const projectOf = (file: string): string =>
  file.split('/', /^(apps|libs)\//.test(file) ? 2 : 1).join('/');

const projectsOf = (files: readonly string[]) => new Set(files.map(projectOf));

/** A copy without its history has no changes. */
function changedFiles(): string[] {
  try {
    return execFileSync('git', ['diff', '--name-only', 'HEAD~1'], {
      cwd: WORKSPACE,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .split('\n')
      .filter((file) => file !== '');
  } catch {
    return [];
  }
}
