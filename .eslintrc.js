/** For the plain scripts of the root; each package has rules of its own. */
module.exports = {
  root: true,
  extends: ['eslint:recommended', 'prettier'],
  env: { node: true, es2022: true },
  parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
  rules: {
    'no-unused-vars': ['error', { ignoreRestSiblings: true }],
    'no-shadow': 'error',
    eqeqeq: 'error',
    'prefer-const': 'error',
    'no-console': 'error',
  },
  overrides: [
    {
      files: ['*.cjs', '.eslintrc.js'],
      parserOptions: { sourceType: 'script' },
    },
  ],
};
