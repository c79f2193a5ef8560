import { defineConfig } from 'vitest/config';
import { ChangedFirst } from './tools/src/test/changed-first.ts';

const projects = [
  ...[
    'domain',
    'checks',
    'notifications',
    'monitoring',
    'persistence',
    'jobs',
    'router',
    'platform',
    'embedded',
    'cache',
  ].map((name) => ({ name: `@app/${name}`, root: `libs/${name}` })),
  ...['api', 'worker'].map((name) => ({ name: `@app/${name}`, root: `apps/${name}` })),
  { name: '@app/tools', root: 'tools' },
];

const conditions = ['@app/source', 'module', 'node'];

export default defineConfig({
  test: {
    sequence: { sequencer: ChangedFirst },
    projects: projects.map(({ name, root }) => ({
      root,
      resolve: { conditions },
      ssr: { resolve: { conditions } },
      test: {
        name,
        environment: 'node',
        include: ['src/**/*.spec.ts', 'test/**/*.spec.ts'],
        // Long: a busy machine makes a test slow, never wrong. Only what never comes ends here.
        testTimeout: 180_000,
        hookTimeout: 120_000,
        expect: { poll: { timeout: 60_000 } },
      },
    })),
  },
});
