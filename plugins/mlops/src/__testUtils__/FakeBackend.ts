import {
  createMlopsClient,
  LineIndex,
  mlopsPermissions,
  NO_QUOTA,
  NOTHING_HELD,
  type JobTemplate,
  type MlopsClient,
  type PipelineDetail,
  type PlannedTask,
  type PlatformMessage,
  type Problem,
  type ProjectQuota,
  type Run,
  type RunSummary,
} from '@mlops/plugin-mlops-common';

/** The backend of the tests: answers the routes of the run pages from memory, through the real client. */
export class FakeBackend {
  run: Run | null = null;
  runs: RunSummary[] = [];
  pipelines: PipelineDetail[] = [];
  jobTemplate: JobTemplate | null = null;
  quota: ProjectQuota = {
    quota: NO_QUOTA,
    isDefault: true,
    held: { ...NOTHING_HELD, diskBytes: 0 },
  };
  plan: PlannedTask[] = [];
  messages: PlatformMessage[] = [];
  /** By task and attempt: `train/2`. */
  logs: Record<string, string> = {};
  /** Everything that was asked for, as `POST /runs/x/stop`. */
  readonly requests: string[] = [];
  readonly bodies: unknown[] = [];
  /** The run that a start leads to. */
  readonly started = '01jnsrun000000000000000043';
  /** Fails at everything, as a backend in trouble does. */
  broken = false;
  /** Refuses every start with this, as input that is wrong. */
  refuseStart: { message: string; problems: Problem[] } | null = null;

  readonly client: MlopsClient = createMlopsClient({
    baseUrl: 'plugin://mlops',
    fetch: async (url, init) => this.answer(new URL(url), init),
  });

  asked(request: string): boolean {
    return this.requests.some(made => made.startsWith(request));
  }

  private answer(url: URL, init: RequestInit): Response {
    const request = `${init.method} ${url.pathname}${url.search}`;
    this.requests.push(request);
    if (typeof init.body === 'string') this.bodies.push(JSON.parse(init.body));
    if (this.broken) {
      return refusal(503, { name: 'ServiceUnavailableError', message: 'Busy' });
    }
    const [, route, id, part, task, kind, way] = url.pathname.split('/');
    if (init.method === 'DELETE') return new Response(null, { status: 204 });
    if (init.method === 'POST') {
      return part === 'runs' || part === 'rerun'
        ? this.start()
        : new Response(null, { status: 202 });
    }
    if (route === 'projects' && part === 'quota') return json(this.quota);
    if (route === 'projects') {
      return json({
        items: [
          {
            name: 'public',
            title: 'Public',
            description: null,
            source: 'portal',
            entityRef: 'group:default/public',
            sourceUrl: null,
            goneSince: null,
            createdBy: null,
            memberCount: 1,
            myRole: 'dev',
            asked: false,
          },
        ],
        nextCursor: null,
      });
    }
    if (route === 'me') {
      return json({
        userEntityRef: 'user:default/alice',
        access: Object.fromEntries(
          mlopsPermissions.map(({ name }) => [name, true]),
        ),
        engine: { id: 'local', images: false, nodes: false },
      });
    }
    if (route === 'runs' && id === undefined) return this.page(url);
    if (route === 'pipelines' && id === undefined) {
      const template = url.searchParams.get('template') ?? '';
      return json({
        items: this.pipelines.filter(({ templates }) =>
          templates.includes(template),
        ),
        nextCursor: null,
      });
    }
    const pipeline = this.pipelines.find(known => known.id === id);
    if (route === 'pipelines' && pipeline) return json(pipeline);
    if (part === 'versions') {
      return json({ items: [this.jobTemplate?.latest], nextCursor: null });
    }
    if (route === 'job-templates' && this.jobTemplate) {
      return json(this.jobTemplate);
    }
    if (part === 'plan') return json({ tasks: this.plan });
    if (part === 'messages') {
      return json({ items: this.messages, nextCursor: null });
    }
    if (kind === 'usage') return json({ items: [] });
    if (kind === 'log') return this.log(url, task, way);
    if (route === 'runs' && this.run) return json(this.run);
    return refusal(404, { name: 'NotFoundError', message: 'Run not found' });
  }

  private start(): Response {
    if (!this.refuseStart) return json({ id: this.started }, 201);
    return refusal(400, { name: 'InputError', ...this.refuseStart });
  }

  private page(url: URL): Response {
    const limit = Number(url.searchParams.get('limit'));
    const from = Number(url.searchParams.get('cursor') ?? 0);
    const statuses = url.searchParams.getAll('status');
    const found = this.runs.filter(
      run => statuses.length === 0 || statuses.includes(run.status),
    );
    const next = from + limit;
    return json({
      items: found.slice(from, next),
      nextCursor: next < found.length ? String(next) : null,
    });
  }

  private log(url: URL, task: string, way: string | undefined): Response {
    const attempt = url.searchParams.get('attempt');
    const text = this.logs[`${task}/${attempt}`] ?? '';
    const bytes = new TextEncoder().encode(text);
    if (way === 'index') {
      const index = new LineIndex();
      index.push(bytes);
      const { size, breaks, lineStart, marks } = index;
      return json({ size, breaks, lineStart, marks });
    }
    const offset = Number(url.searchParams.get('offset') ?? 0);
    return new Response(new Blob([bytes.subarray(offset)]).stream(), {
      headers: { 'X-Log-Size': String(bytes.length) },
    });
  }
}

function refusal(statusCode: number, error: object): Response {
  return json({ error, response: { statusCode } }, statusCode);
}

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json' },
  });
}
