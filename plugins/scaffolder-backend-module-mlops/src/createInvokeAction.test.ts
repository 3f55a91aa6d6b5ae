import { mockCredentials } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { createInvokeAction } from './createInvokeAction';

const alice = mockCredentials.user('user:default/alice');

/** The step, run by Alice, with an actions service that answers as it is told. */
async function run(
  answer: () => Promise<{ output: { run: string } }>,
): Promise<{ invoked: unknown[]; output: jest.Mock }> {
  const invoked: unknown[] = [];
  const action = createInvokeAction({
    list: async () => ({ actions: [] }),
    invoke: async request => {
      invoked.push(request);
      return answer();
    },
  });
  const output = jest.fn();
  await action.handler({
    ...createMockActionContext({
      input: { action: 'run-pipeline', input: { pipeline: 'digits' } },
    }),
    getInitiatorCredentials: async () => alice,
    output,
  });
  return { invoked, output };
}

describe('mlops:invoke', () => {
  it('invokes the action as whoever filled in the form and gives on what it gave', async () => {
    const { invoked, output } = await run(async () => ({
      output: { run: 'r1' },
    }));
    expect(invoked).toEqual([
      {
        id: 'mlops:run-pipeline',
        input: { pipeline: 'digits' },
        credentials: alice,
      },
    ]);
    expect(output).toHaveBeenCalledWith('run', 'r1');
  });

  it('says why the action was refused rather than with which status', async () => {
    const refusal = Object.assign(
      new Error('Request failed with 403 Forbidden'),
      { cause: new NotAllowedError('You may not do this') },
    );
    await expect(run(() => Promise.reject(refusal))).rejects.toThrow(
      'You may not do this',
    );
  });
});
