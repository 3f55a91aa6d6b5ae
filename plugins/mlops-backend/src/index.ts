/**
 * The backend of the MLOps suite.
 *
 * @packageDocumentation
 */
export { mlopsPlugin as default } from './plugin';
export {
  PortalSockets,
  portalSocketsServiceRef,
  type UpgradeHandler,
} from './sockets/PortalSockets';
