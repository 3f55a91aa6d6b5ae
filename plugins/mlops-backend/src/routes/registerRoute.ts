import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  apiContract,
  type ApiContract,
  type RouteContract,
  type RouteName,
} from '@mlops/plugin-mlops-common';
import { json, type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import type { ObjectAccess } from '../access/checkObject';
import { actorOf, serviceOf } from '../access/principals';
import { DefinitionError } from '../DefinitionError';
import type { RouteContext } from './RouteContext';

const BODY_LIMIT = '5mb';
const parseBody = json({ limit: BODY_LIMIT });

type Output<C, K extends string> = C extends {
  [key in K]: infer S extends z.ZodType;
}
  ? z.output<S>
  : undefined;

/** A request whose parts were read with the contract's schemas. */
export interface RouteRequestOf<N extends RouteName> {
  params: Output<ApiContract[N], 'params'>;
  query: Output<ApiContract[N], 'query'>;
  body: Output<ApiContract[N], 'body'>;
  credentials: BackstageCredentials;
  /** Entity ref of the person, or subject of the service. */
  actor: string;
  /** What the permissions of the route allow; whoever may do it nowhere does not get here. */
  access: ObjectAccess;
  req: Request;
  res: Response;
}

type Answer<N extends RouteName> = ApiContract[N] extends {
  response: infer S extends z.ZodType;
}
  ? z.input<S>
  : void;

/**
 * Registers a route of the contract. Whoever asks is known before a byte of the body is read, may do it
 * before the request is looked at, and what reaches the handler has the shape of the contract.
 */
export function registerRoute<N extends RouteName>(
  router: Router,
  context: RouteContext,
  name: N,
  handle: (request: RouteRequestOf<N>) => Promise<Answer<N>>,
): void {
  const contract: RouteContract = apiContract[name];
  router[contract.method](expressPath(contract.path), async (req, res) => {
    const credentials = await context.httpAuth.credentials(req, {
      allow: contract.plugins ? ['service'] : ['user', 'service'],
    });
    const access = await requirePermission(context, contract, credentials);
    if (contract.body) await readBody(req, res);
    const request = {
      ...readParts(contract, req),
      credentials,
      actor: actorOf(credentials),
      access,
      req,
      res,
    } as RouteRequestOf<N>;
    const answer =
      contract.method === 'get'
        ? await unlessLeft(res, handle(request))
        : await audited(name, context, request, handle);
    if (res.destroyed) return;
    if (contract.bytes) return;
    res.status(contract.status);
    if (contract.response) res.json(answer);
    else res.end();
  });
}

/** What goes wrong because a reader has left concerns nobody. */
async function unlessLeft<T>(
  res: Response,
  answer: Promise<T>,
): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (res.destroyed) return undefined;
    throw error;
  }
}

/** `{id}` as Express writes it; a last `{path}` takes slashes too. */
function expressPath(path: string): string {
  return path.replace(/\{path\}$/, ':path(*)').replace(/\{(\w+)\}/g, ':$1');
}

/** One question to the policy, before anything of the request is looked at. */
async function requirePermission(
  { authorizer }: RouteContext,
  { permission, reads, plugins, summary }: RouteContract,
  credentials: BackstageCredentials,
): Promise<ObjectAccess> {
  if (plugins && !serviceOf(credentials)?.startsWith('plugin:')) {
    throw new NotAllowedError(`Only plugins of the portal may do this`);
  }
  if (!permission) return { sees: true, may: true, summary };
  const decided = await authorizer.decide(
    credentials,
    reads ? [permission, reads] : [permission],
  );
  const may = decided[permission.name];
  const sees = decided[(reads ?? permission).name];
  if (may === undefined || sees === undefined) {
    throw new NotAllowedError(
      `You may not do this (${summary}); it needs the permission ${permission.name}`,
    );
  }
  return { sees, may, summary };
}

async function readBody(req: Request, res: Response): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    parseBody(req, res, (error?: unknown) => {
      if (error === undefined) resolve();
      else reject(error);
    });
  });
}

function readParts(contract: RouteContract, req: Request) {
  return {
    params: readPath(contract.params, req.params),
    query: read(
      'query',
      contract.query?.strict() ?? z.strictObject({}),
      req.query,
    ),
    body: read('body', contract.body, hasBody(req) ? req.body : undefined),
  };
}

/** Express leaves `{}` where nothing was sent; to the schemas that is something else than nothing. */
function hasBody(req: Request): boolean {
  return (
    (req.headers['content-length'] !== undefined &&
      req.headers['content-length'] !== '0') ||
    req.headers['transfer-encoding'] !== undefined
  );
}

/** What no id can be, nothing has. */
function readPath(
  schema: z.ZodType | undefined,
  params: Readonly<Record<string, string>>,
) {
  const parsed = schema?.safeParse(params);
  if (!parsed || parsed.success) return parsed?.data;
  const name = String(parsed.error.issues[0].path[0]);
  const value = params[name] ?? '';
  const shown = value.length > 64 ? `${value.slice(0, 63)}…` : value;
  throw new NotFoundError(`There is nothing with the ${name} "${shown}"`);
}

function read(part: string, schema: z.ZodType | undefined, value: unknown) {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(issue => ({
    path: issue.path.filter(step => typeof step !== 'symbol'),
    message: `${[part, ...issue.path.map(String)].join('.')}: ${issue.message}`,
  }));
  if (problems.length === 0) throw new InputError(`The ${part} is not valid`);
  throw new DefinitionError('The request is not valid', problems);
}

/** Every change of state is an event of the auditor, whatever became of it. */
async function audited<N extends RouteName>(
  name: N,
  { auditor }: RouteContext,
  request: RouteRequestOf<N>,
  handle: (request: RouteRequestOf<N>) => Promise<Answer<N>>,
): Promise<Answer<N>> {
  const event = await auditor.createEvent({
    eventId: name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`),
    request: request.req,
    severityLevel: 'medium',
    meta: { ...request.params },
  });
  try {
    const answer = await handle(request);
    await event.success();
    return answer;
  } catch (error) {
    await event.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
}
