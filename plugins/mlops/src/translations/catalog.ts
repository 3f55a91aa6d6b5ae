/** Texts of our parts of the catalog's pages. */
export const catalogMessages = {
  pipeline: 'Pipeline',
  openPipeline: 'Open the pipeline',
  openEntity: 'In the catalog',
  lastRun: 'Last run',
  size: 'Size',
  usedBy: 'Pipelines that use it',
  unused: 'No pipeline uses it yet',
  unusedWhy: 'Pipelines with a task of this job template are listed here.',
  versions: 'Versions',
  newest: 'newest',
  noImage: 'none',
  openHelp: 'Help',
  column: {
    version: 'Version',
    released: 'Released',
    image: 'Image',
    parameters: 'Parameters',
    help: 'Help',
  },
} as const;
