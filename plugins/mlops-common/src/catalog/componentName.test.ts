import fc from 'fast-check';
import { ID_PATTERN } from '../ids';
import { NAME_PATTERN } from '../definition/names';
import { componentName } from './componentName';
import {
  JOB_TEMPLATE_COMPONENT_TYPE,
  PIPELINE_COMPONENT_TYPE,
} from './components';

const aType = fc.constantFrom(
  PIPELINE_COMPONENT_TYPE,
  JOB_TEMPLATE_COMPONENT_TYPE,
);
const anObject = fc.record({
  id: fc.stringMatching(ID_PATTERN),
  // Short ones, and those around the length at which they are cut.
  name: fc.oneof(
    fc.stringMatching(NAME_PATTERN),
    fc.stringMatching(/^[a-z0-9][-a-z0-9]{46,54}[a-z0-9]$/),
  ),
});

describe('componentName', () => {
  it('says the type before the name', () => {
    expect(componentName('ml-pipeline', { id: 'x', name: 'digits' })).toBe(
      'ml-pipeline-digits',
    );
  });

  it('is a name that the catalog takes', () => {
    fc.assert(
      fc.property(aType, anObject, (type, object) => {
        expect(componentName(type, object)).toMatch(
          /^[a-z0-9][-a-z0-9]{0,61}[a-z0-9]$/,
        );
      }),
    );
  });

  it('is another for every other object', () => {
    fc.assert(
      fc.property(aType, anObject, aType, anObject, (type, a, other, b) => {
        fc.pre(type !== other || (a.name !== b.name && a.id !== b.id));
        expect(componentName(type, a)).not.toBe(componentName(other, b));
      }),
    );
  });

  it('keeps apart long names that begin alike, and one made to look like a cut one', () => {
    const long = 'a'.repeat(63);
    const one = componentName('ml-pipeline', {
      id: '01jnspp000000000000000dgts',
      name: long,
    });
    const look = one.slice('ml-pipeline-'.length);
    const other = { id: '01jnspp000000000000000zzzz' };
    expect(one).toHaveLength(63);
    expect(componentName('ml-pipeline', { ...other, name: long })).not.toBe(
      one,
    );
    expect(componentName('ml-pipeline', { ...other, name: look })).not.toBe(
      one,
    );
  });
});
