import fc from 'fast-check';
import { admit } from './admit';

const queue = fc.array(fc.constantFrom('vision', 'ads', 'public'), {
  maxLength: 30,
});

describe('admit', () => {
  it('lets the oldest run of each project in before a second one of any', () => {
    const waiting = [
      { id: '1', project: 'vision' },
      { id: '2', project: 'vision' },
      { id: '3', project: 'ads' },
    ];
    expect(admit(waiting, [], 2)).toEqual(['1', '3']);
  });

  it('gives a free slot to the project with fewer runs under way', () => {
    const waiting = [
      { id: '1', project: 'vision' },
      { id: '2', project: 'ads' },
    ];
    expect(admit(waiting, ['vision', 'vision'], 3)).toEqual(['2']);
  });

  it('never exceeds the slots, leaves none empty, and keeps the order inside of a project', () => {
    fc.assert(
      fc.property(queue, queue, fc.nat(20), (projects, running, slots) => {
        const waiting = projects.map((project, i) => ({ id: `${i}`, project }));
        const admitted = admit(waiting, running, slots);
        const free = Math.max(0, slots - running.length);
        expect(admitted).toHaveLength(Math.min(free, waiting.length));
        expect(new Set(admitted).size).toBe(admitted.length);
        for (const project of new Set(projects)) {
          const own = waiting.filter(run => run.project === project);
          const chosen = own.filter(({ id }) => admitted.includes(id));
          expect(chosen).toEqual(own.slice(0, chosen.length));
        }
      }),
    );
  });
});
