import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { layoutInTests } from '../../__testUtils__/layoutInTests';
import type { GraphNode } from './GraphNode';
import { PipelineGraph } from './PipelineGraph';

function node(part: Partial<GraphNode> & { name: string }): GraphNode {
  return {
    title: part.name,
    template: 'python',
    version: '1.0.0',
    dependsOn: [],
    ...part,
  };
}

const tasks = [
  node({ name: 'load', status: 'succeeded' }),
  node({ name: 'train', status: 'running', dependsOn: ['load'] }),
];

describe('PipelineGraph', () => {
  beforeAll(layoutInTests);

  it('names each task with its state and lights the selected one', async () => {
    renderInTestApp(
      <div style={{ width: 600, height: 600 }}>
        <PipelineGraph tasks={tasks} selected="train" />
      </div>,
    );
    const train = await screen.findByRole('group', { name: /^train, / });
    expect(train).toHaveAttribute('aria-current', 'true');
    expect(screen.getByRole('group', { name: /^load, / })).toHaveAttribute(
      'aria-current',
      'false',
    );
  });

  it('selects by pointer and by key, and walks along the edges', async () => {
    const onSelect = jest.fn();
    renderInTestApp(<PipelineGraph tasks={tasks} onSelect={onSelect} />);
    const load = await screen.findByRole('group', { name: /^load, / });
    // Not a whole pointer gesture: the canvas listens for it with parts of the DOM that jsdom lacks.
    fireEvent.click(load);
    expect(onSelect).toHaveBeenLastCalledWith('load');
    act(() => load.focus());
    await userEvent.keyboard('{ArrowRight}');
    expect(screen.getByRole('group', { name: /^train, / })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(onSelect).toHaveBeenLastCalledWith('train');
  });

  it('lets the Tab key through a small graph task by task, and out of it', async () => {
    renderInTestApp(
      <>
        <PipelineGraph tasks={tasks} />
        <button type="button">behind</button>
      </>,
    );
    const load = await screen.findByRole('group', { name: /^load, / });
    act(() => load.focus());
    await userEvent.tab();
    expect(screen.getByRole('group', { name: /^train, / })).toHaveFocus();
    // The buttons of the canvas, its makers, and what follows.
    for (let press = 0; press < 5; press++) await userEvent.tab();
    expect(screen.getByRole('button', { name: 'behind' })).toHaveFocus();
  });

  describe('with many tasks', () => {
    const many = Array.from({ length: 60 }, (_, at) =>
      node({
        name: `t${at}`,
        title: `Step ${at}`,
        dependsOn: at === 0 ? [] : [`t${at - 1}`],
        status: at === 7 ? 'failed' : 'succeeded',
      }),
    );

    it('finds tasks by name and state and goes from one to the next', async () => {
      const onSelect = jest.fn();
      renderInTestApp(<PipelineGraph tasks={many} onSelect={onSelect} />);
      const field = await screen.findByRole('searchbox', {
        name: 'Find a task',
      });
      await userEvent.type(field, 'step 1');
      expect(screen.getByText('11 found')).toBeInTheDocument();
      await userEvent.keyboard('{Enter}');
      expect(onSelect).toHaveBeenLastCalledWith('t1');
      await userEvent.click(screen.getByRole('button', { name: 'Next match' }));
      expect(onSelect).toHaveBeenLastCalledWith('t10');
      expect(screen.getByText('2 of 11')).toBeInTheDocument();
      await userEvent.clear(field);
      await userEvent.click(screen.getByRole('button', { name: 'failed: 1' }));
      await userEvent.click(
        screen.getByRole('button', { name: 'Previous match' }),
      );
      expect(onSelect).toHaveBeenLastCalledWith('t7');
    });

    it('is one stop for the Tab key, from which arrows lead on', async () => {
      renderInTestApp(<PipelineGraph tasks={many} selected="t7" />);
      const chosen = await screen.findByRole('group', { name: /^Step 7, / });
      const stops = screen
        .getAllByRole('group', { name: /^Step \d+, / })
        .filter(card => card.tabIndex === 0);
      expect(stops).toEqual([chosen]);
      act(() => chosen.focus());
      await userEvent.keyboard('{ArrowDown}');
      expect(screen.getByRole('group', { name: /^Step 8, / })).toHaveFocus();
    });
  });
});
