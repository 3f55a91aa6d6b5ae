import { nodeLabelChanges, nodeRolesOf } from './NodeRoles';

const none = nodeRolesOf({});

describe('nodeRolesOf', () => {
  it('takes a flag for set by the value that selectors ask for, and by no other', () => {
    const labels = { cpu: 'true', gpu: 'yes', train: 'True', org: 'vision' };
    expect(nodeRolesOf(labels)).toEqual({ ...none, cpu: true, org: 'vision' });
  });

  it('knows no organisation without a name', () => {
    expect(nodeRolesOf({ org: '' }).org).toBeNull();
  });
});

describe('nodeLabelChanges', () => {
  it('writes what is different, and leaves all other labels alone', () => {
    const before = nodeRolesOf({ cpu: 'true', train: 'true', org: 'public' });
    const after = { ...before, train: false, gpu: true, org: 'vision' };
    expect(nodeLabelChanges(before, after)).toEqual([
      { label: 'gpu', before: null, after: 'true' },
      { label: 'train', before: 'true', after: null },
      { label: 'org', before: 'public', after: 'vision' },
    ]);
    expect(nodeLabelChanges(before, before)).toEqual([]);
  });

  it('takes the organisation away', () => {
    expect(nodeLabelChanges({ ...none, org: 'vision' }, none)).toEqual([
      { label: 'org', before: 'vision', after: null },
    ]);
  });
});
