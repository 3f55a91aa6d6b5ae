/**
 * A sign-in provider to learn from.
 *
 * @packageDocumentation
 */
export { authModuleOffice as default } from './module';
