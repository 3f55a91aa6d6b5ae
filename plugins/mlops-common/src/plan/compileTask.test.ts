import { aTask, aTemplate } from '../__testUtils__/compileInput';
import { taskOf } from '../__testUtils__/compiled';

describe('retries, timeouts and titles', () => {
  it('come from the task, else the template, else the pipeline', () => {
    const retry = (limit: number) => ({ limit, backoffSeconds: 1 });
    const spec = {
      retry: retry(1),
      timeoutSeconds: 100,
      tasks: [aTask({ title: 'Train it' })],
    };
    expect(taskOf({ spec })).toMatchObject({
      title: 'Train it',
      retry: retry(1),
      timeoutSeconds: null,
    });
    const templates = [aTemplate({ retry: retry(2), timeoutSeconds: 2 })];
    expect(taskOf({ spec, templates })).toMatchObject({
      retry: retry(2),
      timeoutSeconds: 2,
    });
    const tasks = [aTask({ retry: retry(3), timeoutSeconds: 3 })];
    expect(taskOf({ spec: { ...spec, tasks }, templates })).toMatchObject({
      retry: retry(3),
      timeoutSeconds: 3,
    });
  });
});
