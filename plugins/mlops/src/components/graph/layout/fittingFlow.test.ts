import { fittingFlow } from './fittingFlow';

describe('fittingFlow', () => {
  const extents = {
    right: { width: 900, height: 240 },
    down: { width: 500, height: 500 },
  };

  it('turns the graph to where it is drawn larger', () => {
    const narrow = { width: 500, height: 600 };
    expect(fittingFlow(extents, narrow, 'right')).toBe('down');
    const flat = { width: 900, height: 250 };
    expect(fittingFlow(extents, flat, 'down')).toBe('right');
  });

  it('leaves a graph that fits as it is', () => {
    const roomy = { width: 1200, height: 800 };
    expect(fittingFlow(extents, roomy, 'right')).toBe('right');
    expect(fittingFlow(extents, roomy, 'down')).toBe('down');
  });

  it('does not turn for a little, so that dragging the divider does not flip it', () => {
    const frame = { width: 810, height: 500 };
    expect(fittingFlow(extents, frame, 'right')).toBe('right');
    expect(fittingFlow(extents, frame, 'down')).toBe('down');
  });

  it('waits until the frame was measured', () => {
    expect(fittingFlow(extents, { width: 0, height: 0 }, 'right')).toBe(
      'right',
    );
  });
});
