module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // The suite is what this package exports: engines of others declare it in tests of their own.
      files: ['src/conformance/**/*.ts'],
      rules: { 'jest/no-export': 'off' },
    },
  ],
});
