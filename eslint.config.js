/**
 * What the compiler cannot see: forgotten promises, unsafe values, and the import order of the house
 * (top may use bottom: http → features' routes → takeAction → decide, stores → features' workflows → shared-types).
 * Layout is prettier's matter, not ours.
 */
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Refuses imports by pattern. The rule has one setting per file, so each block below names everything that holds for its files. */
function refuseImports(...groups) {
  return { 'no-restricted-imports': ['error', { patterns: groups }] };
}

const noExpress = {
  group: ['express', 'express-session', 'passport', 'helmet'],
  message:
    'Requests end at the door (http/, identity/, portal/, *-routes.ts): pass on what was asked, not the request.',
};
const noMoodle = {
  group: ['@qashyq/moodle-api-client', '@qashyq/moodle-api-client/*', 'got', '**/moodle/*'],
  message: 'Moodle is reached later, from effects: a transaction does not wait for somebody else’s server.',
};
const noDatabase = {
  group: ['knex', '**/db/*', '**/*-store.js'],
  message: 'A rule is a plain value or function, readable and testable without a database.',
};
const noFeature = {
  group: ['**/features/**'],
  message: 'The engine of agreement knows no feature: features register with it.',
};
/** Another feature, seen from a file that lies `up` ("../" or "../../") below the room of all features. */
function noForeignStore(up) {
  return {
    regex: `^${up.replaceAll('.', '\\.')}[^./][^/]*/.*-store\\.js$`,
    message: 'A feature’s tables are its own: ask the other feature through its exported read functions.',
  };
}

export default defineConfig(
  {
    ignores: ['**/node_modules/', '**/dist/', '**/coverage/', 'var/', 'moodle-plugin/amd/build/'],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        // Named, because tests belong to projects of their own that no editor looks for.
        project: [
          'shared-types/tsconfig.json',
          'moodle-api-client/tsconfig.test.json',
          'companion/tsconfig.test.json',
          'moodle-plugin/tsconfig.json',
          'scripts/tsconfig.json',
          'e2e/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Numbers in texts are what people read; objects there are still refused.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // noUncheckedIndexedAccess asks where a value may be missing; `!` is our word that here it is not.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // exactOptionalPropertyTypes tells an absent field from an undefined one, so `!== undefined` says more than `?.`.
      '@typescript-eslint/prefer-optional-chain': 'off',
      // Express 5 hands rejections of async handlers to the error handler.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      // Functions that fulfil an async contract may have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // Environment variables and open records are read as ['name'] because the compiler asks for it nowhere else.
      '@typescript-eslint/dot-notation': 'off',
      // An empty text often means "none" here: `a || b` is then what is meant.
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      // Our objects are closures; none of their functions knows `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/prefer-regexp-exec': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      // chai says `.to.be.true`.
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
  {
    files: ['companion/src/**/*.ts'],
    ignores: [
      'companion/src/{http,identity,portal}/**',
      'companion/src/**/*-routes.ts',
      'companion/src/*.ts',
      'companion/src/moodle/**',
    ],
    rules: refuseImports(noExpress),
  },
  {
    files: ['companion/src/workflow/**/*.ts'],
    rules: refuseImports(noExpress, noMoodle, noFeature),
  },
  {
    files: ['companion/src/workflow/{permission,decide,define-workflow,route-stages,decision-log}.ts'],
    rules: refuseImports(noExpress, noMoodle, noFeature, noDatabase),
  },
  {
    files: ['companion/src/features/*/*.ts'],
    rules: refuseImports(noExpress, noMoodle, noForeignStore('../')),
  },
  {
    files: ['companion/src/features/*/*/**/*.ts'],
    rules: refuseImports(noExpress, noMoodle, noForeignStore('../../')),
  },
  {
    files: ['companion/src/features/*/*-routes.ts'],
    rules: refuseImports(noMoodle, noForeignStore('../')),
  },
  {
    files: ['companion/src/features/**/*-workflow.ts'],
    rules: refuseImports(noExpress, noMoodle, noDatabase),
  },
  {
    files: ['companion/src/{main,cli}.ts', 'e2e/**/*.ts', 'scripts/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/test/**/*.ts', 'e2e/**/*.ts'],
    rules: {
      // Answers of the wire come as unknown JSON; tests say what they expect by assertion.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    rules: { eqeqeq: 'error', 'prefer-const': 'error', 'no-var': 'error' },
  },
);
