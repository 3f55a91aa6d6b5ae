import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { TERMINAL_PROTOCOL } from '@mlops/plugin-mlops-common';
import { eventually } from '../__testUtils__/eventually';
import {
  ALICE,
  BOB,
  ROOT,
  startWithPolicy,
} from '../__testUtils__/startWithPolicy';
import { TerminalClient } from '../__testUtils__/TerminalClient';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
const HERE = 'http://portal.example';
const PIPELINE =
  'apiVersion: mlops/v1\nkind: Pipeline\nmetadata: {name: secret, title: Secret}\nspec: {project: vision, tasks: [{name: first, template: step, version: 1.0.0}, {name: second, template: step, version: 1.0.0}]}';

describe.each(databases.eachSupportedId())('terminals on %s', id => {
  const events: object[] = [];
  let suite: Awaited<ReturnType<typeof startWithPolicy>>;
  let port: number;
  let run: string;

  beforeAll(async () => {
    const auditor = mockServices.auditor.mock({
      createEvent: async event => ({
        success: async () => void events.push({ ...event, ok: true }),
        fail: async () => void events.push({ ...event, ok: false }),
      }),
    });
    suite = await startWithPolicy(databases, id, {
      mlops: { terminals: { perPerson: 3, idle: { seconds: 2 } } },
      features: [auditor.factory],
    });
    port = suite.server.port();
    const { as } = suite;
    await as(ROOT).get('/projects');
    const made = await as(ALICE).post('/pipelines', { yaml: PIPELINE });
    const started = await as(ALICE).post(`/pipelines/${made.body.id}/runs`);
    run = started.body.id;
    await eventually(
      async () => (await as(ALICE).get(`/runs/${run}`)).body.status,
      status => status === 'running',
    );
  });
  afterAll(() => suite.stop());
  beforeEach(() => {
    events.length = 0;
  });
  afterEach(async () => {
    suite.engine.terminals.forEach(({ stream }) => stream.destroy());
    suite.engine.terminals.length = 0;
  });

  const ask = (who: string, task = 'first', attempt = 1) =>
    suite
      .as(who)
      .post(`/runs/${run}/tasks/${task}/attempts/${attempt}/terminal`);
  const ticketOf = async (who = ALICE): Promise<string> => {
    const { status, body } = await ask(who);
    expect(status).toBe(201);
    return body.ticket;
  };
  const connect = (ticket: string, headers?: Record<string, string>) =>
    TerminalClient.connect(port, [TERMINAL_PROTOCOL, ticket], headers);
  const opened = async () => {
    const client = await TerminalClient.open(port, await ticketOf(), ALICE);
    await client.told('opened');
    return client;
  };
  const closed = (client: TerminalClient) =>
    eventually(
      async () => client.isOpen,
      isOpen => !isOpen,
    );
  const refusal = async (ticket: string, who: string) => {
    const client = await TerminalClient.open(port, ticket, who);
    const end = await client.told('ended');
    await closed(client);
    expect(suite.engine.terminals).toHaveLength(0);
    return end;
  };

  it('carry what is typed and shown, and the size', async () => {
    const client = await opened();
    expect(client.protocol).toBe(TERMINAL_PROTOCOL);
    client.type('hello');
    client.say({ type: 'resize', columns: 100, rows: 30 });
    await eventually(
      async () => client.text,
      text => text === 'HELLO',
    );
    const [terminal] = suite.engine.terminals;
    expect(terminal.sizes).toEqual([
      { columns: 80, rows: 24 },
      expect.objectContaining({ columns: 100, rows: 30 }),
    ]);
    terminal.leave(3);
    expect(await client.told('ended')).toEqual({
      type: 'ended',
      reason: 'exited',
      exitCode: 3,
    });
    await closed(client);
  });

  it('are told to the auditor and to those who look at the run', async () => {
    const client = await opened();
    client.leave();
    expect(events).toContainEqual(
      expect.objectContaining({
        eventId: 'terminal-begin',
        ok: true,
        meta: { actor: ALICE, runId: run, task: 'first', attempt: 1 },
      }),
    );
    const { body } = await suite.as(ALICE).get(`/runs/${run}/messages`);
    expect(body.items).toContainEqual(
      expect.objectContaining({
        task: 'first',
        attempt: 1,
        text: 'alice opened a terminal',
      }),
    );
  });

  it('end with their socket, and with their attempt', async () => {
    const client = await opened();
    client.leave();
    await eventually(
      async () => suite.engine.terminals[0].isOpen,
      isOpen => !isOpen,
    );
    const other = await opened();
    suite.engine.terminals[1].stream.destroy();
    expect(await other.told('ended')).toMatchObject({
      reason: 'attempt-ended',
    });
  });

  it('end in words when the engine breaks off, and leave the backend alone', async () => {
    const client = await opened();
    suite.engine.terminals[0].stream.destroy(new Error('broken pipe'));
    expect(await client.told('ended')).toMatchObject({
      reason: 'attempt-ended',
    });
    await closed(client);
  });

  it('give no ticket to those who may not', async () => {
    expect((await ask(BOB)).status).toBe(404);
    expect((await ask(ALICE, 'first', 2)).status).toBe(404);
    expect((await ask(ALICE, 'third')).status).toBe(404);
  });

  it('are refused beside a privileged task: it would be one on its machine', async () => {
    const row = () => suite.knex('runs').where({ id: run });
    const { plan } = await row().first();
    const known = JSON.parse(plan);
    const tasks = known.tasks.map((task: { name: string }) =>
      task.name === 'first' ? { ...task, privileged: true } : task,
    );
    await row().update({ plan: JSON.stringify({ ...known, tasks }) });
    const { status, body } = await ask(ALICE);
    expect(status).toBe(403);
    expect(body.error.message).toContain('The task "first" is privileged');
    expect((await ask(ALICE, 'second')).status).toBe(201);
    await row().update({ plan });
  });

  it('take no socket without a ticket, or with one that nobody made', async () => {
    for (const protocols of [
      [TERMINAL_PROTOCOL],
      [TERMINAL_PROTOCOL, 'x'.repeat(43)],
      ['other', await ticketOf()],
      [await ticketOf(), TERMINAL_PROTOCOL],
      [TERMINAL_PROTOCOL, await ticketOf(), 'more'],
    ]) {
      expect(await TerminalClient.connect(port, protocols)).toBe(401);
    }
  });

  it('take a ticket once', async () => {
    const ticket = await ticketOf();
    const client = await connect(ticket);
    expect(client).toBeInstanceOf(TerminalClient);
    expect(await connect(ticket)).toBe(401);
  });

  it('take no ticket that has expired', async () => {
    const ticket = await ticketOf();
    await suite.knex('tickets').update({ expires_at: Date.now() - 1 });
    expect(await connect(ticket)).toBe(401);
  });

  it('take no ticket of a page of another origin', async () => {
    const ofPage = async () =>
      (await ask(ALICE).set('Origin', HERE)).body.ticket;
    expect(await connect(await ofPage(), { Origin: 'http://evil' })).toBe(403);
    expect(await connect(await ofPage())).toBe(403);
    expect(await connect(await ticketOf(), { Origin: HERE })).toBe(403);
    const own = await connect(await ofPage(), { Origin: HERE });
    expect(own).toBeInstanceOf(TerminalClient);
  });

  it("open nothing with another person's ticket", async () => {
    expect(await refusal(await ticketOf(), BOB)).toMatchObject({
      reason: 'refused',
      message: 'The ticket is not yours',
    });
    expect(events).toContainEqual(
      expect.objectContaining({ eventId: 'terminal-begin', ok: false }),
    );
  });

  it('open what the ticket names, and nothing else that is asked for', async () => {
    const client = await TerminalClient.open(port, await ticketOf(), ALICE);
    const asked = jest.spyOn(suite.engine, 'terminal');
    client.send(
      JSON.stringify({ type: 'begin', task: 'second', token: 'x', runId: run }),
    );
    await closed(client);
    for (const [ref] of asked.mock.calls) {
      expect(ref).toMatchObject({ runId: run, task: 'first', attempt: 1 });
    }
    asked.mockRestore();
  });

  it.each([
    ['no JSON', '{'],
    ['an unknown word', '{"type":"shell"}'],
    ['a size that is none', '{"type":"resize","columns":-1,"rows":1e9}'],
    ['a token of nobody', '{"type":"renew","token":"x"}'],
  ])('end at %s', async (_, text) => {
    const client = await opened();
    client.send(text);
    expect(await client.told('ended')).toMatchObject({ reason: 'refused' });
    await closed(client);
  });

  it('end at a message that is too long', async () => {
    const client = await opened();
    client.send(Buffer.alloc(70_000));
    await closed(client);
    expect(suite.engine.terminals[0].isOpen).toBe(false);
  });

  it('wait for a page that does not show what it got', async () => {
    const client = await opened();
    const [{ stream }] = suite.engine.terminals;
    const chunk = Buffer.alloc(65_536, 'x');
    for (let i = 0; i < 64; i++) stream.push(chunk);
    await new Promise(resolve => setTimeout(resolve, 500));
    const inFlight = client.text.length;
    expect(inFlight).toBeLessThan(1.2 * 1_048_576);
    client.say({ type: 'shown', bytes: inFlight });
    await eventually(
      async () => client.text.length,
      length => length > inFlight,
    );
    client.leave();
  });

  it('do not let what is typed be taken over by the token of somebody else', async () => {
    const client = await opened();
    client.begin(BOB);
    expect(await client.told('ended')).toMatchObject({ reason: 'refused' });
  });

  it('are so many for one person and no more', async () => {
    const open = await Promise.all([opened(), opened(), opened()]);
    const client = await TerminalClient.open(port, await ticketOf(), ALICE);
    expect(await client.told('ended')).toMatchObject({ reason: 'too-many' });
    open[0].leave();
    await closed(open[0]);
    const again = await opened();
    [...open, again].forEach(one => one.leave());
  });

  it('end when nobody types any more', async () => {
    const client = await opened();
    expect(await client.told('ended')).toMatchObject({ reason: 'idle' });
    expect(suite.engine.terminals[0].isOpen).toBe(false);
  });

  describe('when the right is lost', () => {
    const membership = { project: 'vision', member: ALICE };
    let kept: object[];

    beforeEach(async () => {
      kept = await suite.knex('project_members').where(membership);
    });
    afterEach(async () => {
      await suite.knex('project_members').where(membership).delete();
      await suite.knex('project_members').insert(kept);
    });
    const lose = () => suite.knex('project_members').where(membership).delete();

    it('open nothing with a ticket from before', async () => {
      const ticket = await ticketOf();
      await lose();
      expect(await refusal(ticket, ALICE)).toMatchObject({ reason: 'refused' });
    });

    it('end within five seconds', async () => {
      const client = await opened();
      const typing = setInterval(() => client.isOpen && client.type('x'), 200);
      await lose();
      const since = Date.now();
      expect(await client.told('ended')).toMatchObject({ reason: 'forbidden' });
      clearInterval(typing);
      expect(Date.now() - since).toBeLessThan(5_000);
      expect(suite.engine.terminals[0].isOpen).toBe(false);
    });
  });

  it('are refused beside a run that has ended', async () => {
    const ticket = await ticketOf();
    suite.engine.tell(run as never, 'succeeded');
    await eventually(
      async () => (await suite.as(ALICE).get(`/runs/${run}`)).body.status,
      status => status === 'succeeded',
    );
    expect((await ask(ALICE)).status).toBe(409);
    suite.engine.plans.clear();
    expect(await refusal(ticket, ALICE)).toMatchObject({
      reason: 'refused',
      message: expect.stringContaining('does not run'),
    });
  });
});
