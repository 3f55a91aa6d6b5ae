import type { z } from 'zod';
import type { MlopsPermission } from '../permissions/permissions';

/**
 * What one route takes and gives. The router, the OpenAPI document and the typed client are all made
 * of this one table, so that none of them can know a route that the others do not.
 *
 * @public
 */
export interface RouteContract {
  method: 'get' | 'post' | 'put' | 'delete';
  /** With `{name}` for parameters; `{path}` at the end takes the rest, slashes included. */
  path: string;
  summary: string;
  /** `null`: anybody who is signed in, or only plugins of the portal where `plugins` is set. */
  permission: MlopsPermission | null;
  /** What one must be able to read to be told that the object exists; absent: what `permission` is about. */
  reads?: MlopsPermission;
  /** Only plugins of the portal may ask, never people or scripts. */
  plugins?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Status of success. */
  status: 200 | 201 | 202 | 204;
  /** Absent: no body, or bytes where `bytes` is set. */
  response?: z.ZodType;
  /** The answer is a stream of bytes that honours `Range`, or `offset` and `limit`. */
  bytes?: true;
}

/** Keeps the exact types of a contract, from which those of the client and of the router are made. */
export function route<const R extends RouteContract>(contract: R): R {
  return contract;
}
