/** The one set of tool versions that everything is built and tested with. */
export const pins = {
  /** 24.21 aborts in better-sqlite3's garbage collection, and Backstage wants 22 or 24. */
  node: '22.23.3',
  /** The same as `packageManager` in package.json; a test compares them. */
  yarn: '4.13.0',
  uv: '0.13.9',
  /** The oldest Python that may make the environments of tasks. */
  python: [3, 9],
};
