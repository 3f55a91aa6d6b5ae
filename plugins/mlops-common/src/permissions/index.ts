export * from './permissions';
export * from './portalPermissions';
export * from './Criteria';
export { ACCESS_SIGNAL } from './ACCESS_SIGNAL';
export * from './grants';
export * from './defaultGrants';
export { accessOf, type Granted } from './accessOf';
