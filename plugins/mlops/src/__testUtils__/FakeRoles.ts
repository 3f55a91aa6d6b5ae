import {
  createMlopsClient,
  mlopsPermissions,
  type Grant,
  type MlopsClient,
  type Role,
  type RoleKind,
} from '@mlops/plugin-mlops-common';

/** The backend of tests of the Security page: roles in memory, through the real client. */
export class FakeRoles {
  grants: Grant[] = [{ permission: 'mlops.run.read', scope: 'all' }];
  version = 3;
  /** What the person who looks may do. */
  may: readonly string[] = mlopsPermissions.map(({ name }) => name);
  /** Roles beside `gamma`. */
  others: Role[] = [];
  /** Roles on a page of a list. */
  pageSize = 50;
  /** Answers of other routes, by path. */
  readonly answers: Record<string, unknown> = {};
  /** Fails at whatever begins with this, as `GET /roles/gamma`. */
  failing: string | null = null;
  readonly saved: unknown[] = [];
  /** Everything that was asked for, as `POST /roles`. */
  readonly requests: string[] = [];
  readonly bodies: unknown[] = [];

  readonly client: MlopsClient = createMlopsClient({
    baseUrl: 'plugin://mlops',
    fetch: async (url, init) => this.answer(new URL(url), init),
  });

  get role(): Role {
    return {
      ...fakeRole('gamma', 'builtin'),
      grantCount: this.grants.length,
      version: this.version,
    };
  }

  /** As somebody else does in another browser. */
  change(grants: Grant[]): void {
    this.grants = grants;
    this.version += 1;
  }

  private answer(url: URL, init: RequestInit): Response {
    const { pathname, searchParams } = url;
    const request = `${init.method} ${pathname}${url.search}`;
    this.requests.push(request);
    if (typeof init.body === 'string') this.bodies.push(JSON.parse(init.body));
    if (this.failing !== null && request.startsWith(this.failing)) {
      return refusal(503, { name: 'ServiceUnavailableError', message: 'Busy' });
    }
    if (pathname in this.answers) return Response.json(this.answers[pathname]);
    if (pathname === '/me') {
      return Response.json({
        userEntityRef: 'user:default/root',
        access: Object.fromEntries(this.may.map(name => [name, true])),
        engine: { id: 'local', images: false, nodes: false },
      });
    }
    if (init.method === 'DELETE') return new Response(null, { status: 204 });
    if (pathname === '/roles/gamma/grants') {
      return this.save(JSON.parse(String(init.body)));
    }
    if (pathname === '/roles/gamma') {
      return Response.json({ ...this.role, grants: this.grants });
    }
    if (pathname === '/roles') {
      return init.method === 'POST'
        ? Response.json(JSON.parse(String(init.body)), { status: 201 })
        : this.list(searchParams);
    }
    const other = this.others.find(
      ({ name }) => pathname === `/roles/${encodeURIComponent(name)}`,
    );
    if (other) return Response.json({ ...other, grants: [] });
    if (/^\/roles\/[^/]+$/.test(pathname)) {
      return refusal(404, { name: 'NotFoundError', message: 'No such role' });
    }
    return Response.json({ items: [], nextCursor: null });
  }

  private list(query: URLSearchParams): Response {
    const kinds = query.getAll('kind');
    const search = query.get('search') ?? '';
    const found = [this.role, ...this.others].filter(
      ({ kind, name }) =>
        (kinds.length === 0 || kinds.includes(kind)) && name.includes(search),
    );
    const from = Number(query.get('cursor') ?? 0);
    const next = from + this.pageSize;
    return Response.json({
      items: found.slice(from, next),
      nextCursor: next < found.length ? String(next) : null,
    });
  }

  private save(body: { grants: Grant[]; version: number }): Response {
    if (body.version !== this.version) {
      return refusal(409, {
        name: 'ConflictError',
        message: 'changed meanwhile',
      });
    }
    this.saved.push(body.grants);
    this.change(body.grants);
    return Response.json({ ...this.role, grants: this.grants });
  }
}

/** A role without grants. */
export function fakeRole(name: string, kind: RoleKind): Role {
  return {
    name,
    title: name,
    description: null,
    kind,
    memberCount: 1,
    grantCount: 0,
    version: 0,
    updatedAt: null,
  };
}

function refusal(statusCode: number, error: object): Response {
  return Response.json(
    { error, response: { statusCode } },
    { status: statusCode },
  );
}
