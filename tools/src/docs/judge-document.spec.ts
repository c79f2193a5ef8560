import { describe, expect, it } from 'vitest';
import { judgeDocument, type Facts } from './judge-document.ts';

const facts: Facts = {
  files: [
    'README.md',
    'docs/rules.md',
    'libs/domain/src/status/machine.ts',
    'apps/api/src/main.ts',
  ],
  scripts: new Set(['start', 'check:docs']),
  targets: new Map([
    ['api', new Set(['serve', 'build'])],
    ['@app/api', new Set(['serve', 'build'])],
  ]),
  procedures: new Set(['targets.list']),
  queues: new Set(['targets.urgent']),
  variables: new Set(['DATA_DIR']),
  isInSource: (word) => ['EGRESS_DENIED', 'judgeCheck'].includes(word),
};
const judge = (text: string) => judgeDocument('docs/rules.md', text, facts);
const code = (text: string) => judge(`See \`${text}\`.`);

describe('judgeDocument', () => {
  it.each([
    'libs/domain/src/status/machine.ts',
    'libs/domain/src/status/',
    'libs/<name>/src/*/machine.ts',
    '{apps,libs}/*/src/',
    'status/machine.ts',
    'machine.ts',
    './apps/api',
    'application/json',
    '/calendar.ics',
    'node_modules/.bin',
    'npm start',
    'npm ci',
    'npm run check:docs -- --run',
    'nx run api:serve',
    'api:serve',
    'api:example.org',
    'npx nx affected -t serve build',
    'nx run-many -t serve|build',
    'vitest run --project @app/api',
    'DATA_DIR=/tmp npm start',
    'DATA_DIR',
    'EGRESS_DENIED',
    'targets.list',
    'targets.list {text: "x"}',
    'targets.urgent',
    'target.domain',
    'judgeCheck',
  ])('takes %s, which exists or is none of ours', (text) => {
    expect(code(text)).toEqual([]);
  });

  it.each([
    ['libs/domain/src/status/gone.ts', 'libs/domain/src/status/gone.ts does not exist'],
    ['libs/domain/src/gone/', 'libs/domain/src/gone/ does not exist'],
    ['{apps,gone}/api', '{apps,gone}/api does not exist'],
    ['gone.ts', 'gone.ts does not exist'],
    ['npm run gone', 'there is no npm script gone'],
    ['npm run', 'there is no npm script '],
    ['nx run api:gone', 'there is no target api:gone of Nx'],
    ['nx run gone:serve', 'there is no target gone:serve of Nx'],
    ['api:gone', 'there is no target api:gone of Nx'],
    ['nx affected -t gone', 'no project has a target gone'],
    ['vitest run --project @app/gone', 'there is no project @app/gone'],
    ['GONE_DIR', 'nothing reads an environment variable GONE_DIR'],
    ['GONE_DIR=x npm start', 'nothing reads an environment variable GONE_DIR'],
    ['targets.gone', 'there is no procedure or queue targets.gone'],
    ['judgeGone()', 'judgeGone does not occur in the source'],
  ])('finds that %s does not exist', (text, fault) => {
    expect(code(text)).toEqual([`docs/rules.md:1: ${fault}`]);
  });

  it('follows links from where the document lies', () => {
    expect(judge('[map](../README.md) [web](https://example.org) [here](#words)')).toEqual([]);
    expect(judge('\n[map](README.md)')).toEqual([
      'docs/rules.md:2: the link leads to README.md, which does not exist',
    ]);
  });

  it('reads fenced commands, and wants to know which blocks are commands', () => {
    expect(judge('```sh\nnpm start # and wait\n```\n```text\nnpm run gone\n```')).toEqual([]);
    expect(judge('```sh\nnpm run gone\n```')).toEqual([
      'docs/rules.md:2: there is no npm script gone',
    ]);
    expect(judge('```\nx\ny\n```')).toEqual([
      'docs/rules.md:2: a fenced block says no language: sh for commands, else text',
    ]);
  });
});
