import { shareSlots } from './shareSlots';

const of = (project: string, ...tasks: string[]) =>
  tasks.map(task => ({ runId: project, project, task }));
const names = (chosen: Array<{ task: string }>) =>
  chosen.map(({ task }) => task);

describe('shareSlots', () => {
  it('takes turns between projects, however much one of them has', () => {
    const candidates = [...of('ads', 'a1', 'a2', 'a3'), ...of('vision', 'v1')];
    expect(names(shareSlots(candidates, [], 3))).toEqual(['a1', 'v1', 'a2']);
  });

  it('counts what is under way', () => {
    const candidates = [...of('ads', 'a1'), ...of('vision', 'v1')];
    const running = [{ project: 'ads' }];
    expect(names(shareSlots(candidates, running, 2))).toEqual(['v1']);
    expect(shareSlots(candidates, running, 1)).toEqual([]);
  });

  it('keeps the order within a project and gives no more than there is', () => {
    expect(names(shareSlots(of('ads', 'a1', 'a2'), [], 9))).toEqual([
      'a1',
      'a2',
    ]);
  });
});
