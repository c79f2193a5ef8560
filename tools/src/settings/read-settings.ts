import fs from 'node:fs';
import { readEnv, type Env } from '@app/platform';
import { Refusal } from '../refusal.ts';
import { inWorkspace } from '../workspace.ts';
import { faultyLines } from './faulty-lines.ts';

/**
 * Reads `.env` in the root folder when there is one, and then the settings. What the environment holds already
 * stays. Throws a Refusal or an EnvError that says what to mend.
 */
export function readSettings(file = inWorkspace('.env')): Env {
  if (fs.existsSync(file)) loadFile(file);
  return readEnv();
}

function loadFile(file: string): void {
  if (!fs.statSync(file).isFile()) {
    throw new Refusal(`${file} is not a file. Move it away, or copy .env.example there.`);
  }
  const [line] = faultyLines(textOf(file));
  if (line !== undefined) {
    throw new Refusal(
      `Line ${String(line)} of ${file} is no setting. Write NAME=value, or # before a comment.`,
    );
  }
  process.loadEnvFile(file);
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new Refusal(`${file} cannot be read (${why}). Let this user read it.`, { cause });
  }
}
