import {
  createMlopsClient,
  mlopsPermissions,
  type Grant,
  type MlopsClient,
  type Role,
} from '@mlops/plugin-mlops-common';

/** The backend of tests of the Security page: roles in memory, through the real client. */
export class FakeRoles {
  grants: Grant[] = [{ permission: 'mlops.run.read', scope: 'all' }];
  version = 3;
  /** What the person who looks may do. */
  may: readonly string[] = mlopsPermissions.map(({ name }) => name);
  readonly saved: unknown[] = [];

  readonly client: MlopsClient = createMlopsClient({
    baseUrl: 'plugin://mlops',
    fetch: async (url, init) => this.answer(new URL(url), init),
  });

  get role(): Role {
    return {
      name: 'gamma',
      title: 'gamma',
      description: null,
      kind: 'builtin',
      memberCount: 1,
      grantCount: this.grants.length,
      version: this.version,
      updatedAt: null,
    };
  }

  /** As somebody else does in another browser. */
  change(grants: Grant[]): void {
    this.grants = grants;
    this.version += 1;
  }

  private answer({ pathname, searchParams }: URL, init: RequestInit): Response {
    if (pathname === '/me') {
      return Response.json({
        userEntityRef: 'user:default/root',
        access: Object.fromEntries(this.may.map(name => [name, true])),
        engine: { id: 'local', images: false },
      });
    }
    if (pathname === '/roles/gamma/grants') {
      return this.save(JSON.parse(String(init.body)));
    }
    if (pathname === '/roles/gamma') {
      return Response.json({ ...this.role, grants: this.grants });
    }
    const isListed =
      pathname === '/roles' && searchParams.getAll('kind').includes('builtin');
    const items = isListed ? [this.role] : [];
    return Response.json({ items, nextCursor: null });
  }

  private save(body: { grants: Grant[]; version: number }): Response {
    if (body.version !== this.version) {
      const error = { name: 'ConflictError', message: 'changed meanwhile' };
      return Response.json(
        { error, response: { statusCode: 409 } },
        { status: 409 },
      );
    }
    this.saved.push(body.grants);
    this.change(body.grants);
    return Response.json({ ...this.role, grants: this.grants });
  }
}
