import SwaggerParser from '@apidevtools/swagger-parser';
import { apiContract } from '@mlops/plugin-mlops-common';
import { openApiDocument } from '../openapi/openApiDocument';
import { createRouter } from './createRouter';
import type { RouteContext } from './RouteContext';

/** Routes as `get /runs/{id}`, with the parameters as the contract writes them. */
function registered(): string[] {
  // Handlers are registered, not called, so nothing of the context is used.
  const router = createRouter({} as RouteContext);
  return router.stack.flatMap(({ route }) => {
    if (!route) return [];
    const path = route.path
      .replace(/:(\w+)\(\*\)/g, '{$1}')
      .replace(/:(\w+)/g, '{$1}');
    return route.stack.map(({ method }) => `${method} ${path}`);
  });
}

describe('createRouter', () => {
  it('serves every route of the contract, each once, and its document', () => {
    const promised = Object.values(apiContract).map(
      ({ method, path }) => `${method} ${path}`,
    );
    expect(registered().sort()).toEqual(
      [...promised, 'get /openapi.json'].sort(),
    );
  });
});

describe('openApiDocument', () => {
  const document = openApiDocument();

  it('is valid OpenAPI 3.1', async () => {
    const checked = await SwaggerParser.validate(
      structuredClone(document) as never,
    );
    expect(checked).toMatchObject({ openapi: '3.1.0' });
  });

  it('has every route of the contract and no other', () => {
    const written = Object.entries(document.paths ?? {}).flatMap(
      ([path, methods]) =>
        Object.keys(methods ?? {}).map(method => `${method} ${path}`),
    );
    const promised = Object.values(apiContract).map(
      ({ method, path }) => `${method} ${path}`,
    );
    expect(written.sort()).toEqual(promised.sort());
  });

  it('names each operation once', () => {
    const names = Object.values(document.paths ?? {}).flatMap(methods =>
      Object.values(methods ?? {}).map(
        operation => (operation as { operationId: string }).operationId,
      ),
    );
    expect(names.sort()).toEqual(Object.keys(apiContract).sort());
  });
});
