import { expect, it } from 'vitest';
import {
  declaredVariables,
  explainedVariables,
  secretVariables,
  variablesIn,
  variablesOfShell,
} from './variables.ts';

it('finds each way to read a variable', () => {
  const source = `process.env.ONE; process.env['TWO']; env['THREE']; const { FOUR = '1', FIVE } = process.env;`;
  expect(variablesIn('a.ts', source).map(({ name }) => name)).toEqual([
    'ONE',
    'TWO',
    'THREE',
    'FOUR',
    'FIVE',
  ]);
  expect(variablesIn('a.ts', 'env.host; process.env; environment.ONE')).toEqual([]);
});

it('reads the schema of the settings', () => {
  const schema = `export const Variables = z.object({
  HOST: host.default('127.0.0.1'),
  RESEND_API_KEY: z.string().optional(),
});
export const SECRET_VARIABLES = [
  'RESEND_API_KEY',
] as const;`;
  expect(declaredVariables(schema)).toEqual(['HOST', 'RESEND_API_KEY']);
  expect(secretVariables(schema)).toEqual(['RESEND_API_KEY']);
});

it('reads the example of the settings', () => {
  const example = '# Or in a file: SMTP_URL_FILE.\n#HOST=127.0.0.1\nPORT=3000\n';
  expect(explainedVariables(example)).toEqual({
    settings: ['HOST', 'PORT'],
    named: ['SMTP_URL_FILE'],
  });
});

it('finds what a shell script reads', () => {
  expect(variablesOfShell('[[ -n ${REFERENCE:-} ]] && echo $HOME ${x}')).toEqual([
    'REFERENCE',
    'HOME',
  ]);
});
