import { setTimeout as sleep } from 'node:timers/promises';
import { expect, request, type APIRequestContext } from '@playwright/test';
import type {
  Pipeline,
  PipelineDetail,
  Run,
  RunSummary,
} from '@mlops/plugin-mlops-common';
import { launch } from './launch';

const POLL_MS = 250;

/** The API of the portal, asked as the guest who is signed in. */
export class PortalApi {
  private constructor(readonly http: APIRequestContext) {}

  /** Signs in at the portal that listens at `baseURL`, as guest or as a demo account. */
  static async signIn(
    baseURL: string,
    address: string,
    account?: string,
  ): Promise<PortalApi> {
    const visitor = await request.newContext({ baseURL });
    const proof = await launch(visitor, address);
    const provider = account ? 'demo' : 'guest';
    const answer = await visitor.get(`/api/auth/${provider}/refresh`, {
      headers: {
        'X-Requested-With': 'XMLHttpRequest',
        'X-Launch-Proof': proof,
        ...(account && { 'X-Demo-Account': account }),
      },
    });
    const { backstageIdentity }: { backstageIdentity: { token: string } } =
      await answer.json();
    await visitor.dispose();
    return new PortalApi(
      await request.newContext({
        baseURL: `${baseURL}/api/mlops/`,
        extraHTTPHeaders: {
          Authorization: `Bearer ${backstageIdentity.token}`,
        },
      }),
    );
  }

  async pipelines(): Promise<Pipeline[]> {
    const page: { items: Pipeline[] } = await this.get('pipelines?limit=200');
    return page.items;
  }

  async pipeline(name: string): Promise<PipelineDetail> {
    const found = (await this.pipelines()).find(item => item.name === name);
    expect(found, `the pipeline ${name}`).toBeDefined();
    return this.get(`pipelines/${found?.id}`);
  }

  async runs(): Promise<RunSummary[]> {
    const page: { items: RunSummary[] } = await this.get('runs?limit=200');
    return page.items;
  }

  run(id: string): Promise<Run> {
    return this.get(`runs/${id}`);
  }

  /** Makes a pipeline of everybody's project; `spec` is as the file format knows it. */
  async createPipeline(name: string, spec: object): Promise<void> {
    const yaml = JSON.stringify({
      apiVersion: 'mlops/v1',
      kind: 'Pipeline',
      metadata: { name },
      spec: { project: 'public', ...spec },
    });
    const answer = await this.http.post('pipelines', { data: { yaml } });
    expect(answer.status(), await answer.text()).toBe(201);
  }

  /** Starts a run of the pipeline of that name and answers the id of the run. */
  async start(name: string, parameters = {}): Promise<string> {
    const { id } = await this.pipeline(name);
    const answer = await this.http.post(`pipelines/${id}/runs`, {
      data: { parameters },
    });
    expect(answer.status(), await answer.text()).toBe(201);
    const run: { id: string } = await answer.json();
    return run.id;
  }

  /** Waits until the run is what `reached` asks for. */
  async until(
    id: string,
    reached: (run: Run) => boolean,
    timeoutMs: number,
  ): Promise<Run> {
    const deadline = Date.now() + timeoutMs;
    let run = await this.run(id);
    while (!reached(run)) {
      if (Date.now() > deadline) {
        throw new Error(
          `Run ${id} is ${run.status} (${run.reason}) after ${timeoutMs} ms`,
        );
      }
      await sleep(POLL_MS);
      run = await this.run(id);
    }
    return run;
  }

  /** Waits until the run has ended. */
  untilFinal(id: string, timeoutMs: number): Promise<Run> {
    return this.until(id, run => run.finishedAt !== null, timeoutMs);
  }

  /** A run of the digits that succeeded, made if there is none yet. */
  async succeededRun(timeoutMs: number): Promise<Run> {
    const known = (await this.runs()).find(
      run => run.status === 'succeeded' && run.pipeline.name === 'digits',
    );
    const id = known?.id ?? (await this.start('digits'));
    const run = await this.untilFinal(id, timeoutMs);
    expect(run.status, run.reason ?? undefined).toBe('succeeded');
    return run;
  }

  async log(id: string, task: string): Promise<string> {
    return (await this.http.get(`runs/${id}/tasks/${task}/log`)).text();
  }

  private async get<T>(path: string): Promise<T> {
    const answer = await this.http.get(path);
    expect(answer.status(), await answer.text()).toBe(200);
    return answer.json();
  }

  async dispose(): Promise<void> {
    await this.http.dispose();
  }
}
