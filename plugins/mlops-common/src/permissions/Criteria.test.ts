import { meets, type Criteria } from './Criteria';

const hers = { createdBy: 'user:default/alice', project: 'vision' };
const nobodys = { createdBy: null, project: null };
const byAlice: Criteria = {
  rule: 'IS_OWNER',
  params: { owners: ['user:default/alice'] },
};
const inVision: Criteria = {
  rule: 'IN_PROJECT',
  params: { projects: ['vision', 'ads'] },
};

describe('meets', () => {
  it('takes every object where everything is allowed', () => {
    expect(meets(nobodys, true)).toBe(true);
  });

  it('compares maker and project', () => {
    expect(meets(hers, byAlice)).toBe(true);
    expect(meets(hers, inVision)).toBe(true);
    expect(meets({ ...hers, createdBy: 'user:default/bob' }, byAlice)).toBe(
      false,
    );
    expect(meets({ ...hers, project: 'search' }, inVision)).toBe(false);
  });

  it('finds that what belongs to nobody belongs to nobody', () => {
    expect(meets(nobodys, byAlice)).toBe(false);
    expect(meets(nobodys, { not: byAlice })).toBe(true);
  });

  it('combines', () => {
    const bobs = { ...hers, createdBy: 'user:default/bob' };
    expect(meets(bobs, { anyOf: [byAlice, inVision] })).toBe(true);
    expect(meets(bobs, { allOf: [byAlice, inVision] })).toBe(false);
    expect(meets(bobs, { anyOf: [] })).toBe(false);
    expect(meets(bobs, { allOf: [] })).toBe(true);
  });
});
