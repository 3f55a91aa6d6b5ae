import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ExecutionEngine } from './engine/ExecutionEngine';
import type { ArtifactStore } from './artifacts/ArtifactStore';

/**
 * Where a backend module adds an engine. `mlops.engine` of the configuration names the one that is used.
 *
 * @public
 */
export interface ExecutionEnginesExtensionPoint {
  /** @throws ConflictError when an engine of the same id was added before. */
  addEngine(engine: ExecutionEngine): void;
}

/** @public */
export const executionEnginesExtensionPoint =
  createExtensionPoint<ExecutionEnginesExtensionPoint>({
    id: 'mlops.executionEngines',
  });

/** Where a backend module sets the store of output files. @public */
export interface ArtifactStoreExtensionPoint {
  /** @throws ConflictError when a store was set before. */
  setArtifactStore(store: ArtifactStore): void;
}

/** @public */
export const artifactStoreExtensionPoint =
  createExtensionPoint<ArtifactStoreExtensionPoint>({
    id: 'mlops.artifactStore',
  });
