import {
  apiContract,
  errorSchema,
  type RouteContract,
} from '@mlops/plugin-mlops-common';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';

/** The OpenAPI 3.1 document, made of the same table as the router and the client. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [name, contract] of Object.entries<RouteContract>(apiContract)) {
    paths[contract.path] = {
      ...paths[contract.path],
      [contract.method]: operation(name, contract),
    };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'mlops',
      version: '1',
      description: 'Pipelines, runs and what they leave.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/api/mlops' }],
    security: [{ bearer: [] }],
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
    paths,
  });
}

function operation(
  name: string,
  contract: RouteContract,
): ZodOpenApiOperationObject {
  const { permission, params, query, body, response, bytes, status } = contract;
  return {
    operationId: name,
    summary: contract.summary,
    ...(permission ? { description: `Permission: ${permission.name}` } : {}),
    requestParams: {
      ...(params ? { path: params } : {}),
      ...(query ? { query } : {}),
    },
    ...(body
      ? { requestBody: { content: { 'application/json': { schema: body } } } }
      : {}),
    responses: {
      [String(status)]: {
        description: 'Success',
        ...(response
          ? { content: { 'application/json': { schema: response } } }
          : {}),
        ...(bytes ? { content: { 'application/octet-stream': {} } } : {}),
      },
      default: {
        description: 'What went wrong and what to do about it',
        content: { 'application/json': { schema: errorSchema } },
      },
    },
  };
}
