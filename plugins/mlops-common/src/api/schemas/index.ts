export * from './shared';
export * from './me';
export * from './projects';
export * from './jobTemplates';
export * from './tasks';
export * from './runs';
export * from './pipelines';
export * from './plan';
