import {
  isWhole,
  readQuestion,
  withPermission,
  writeQuestion,
} from './question';

const asked = {
  user: 'user:default/bob',
  permission: 'mlops.run.stop',
  id: '01jnsrun000000000000000043',
};

describe('a question why', () => {
  it('is the same again from the address, beside what else stands there', () => {
    const query = writeQuestion(new URLSearchParams('tab=explain'), asked);
    expect(query.get('tab')).toBe('explain');
    expect(readQuestion(query)).toEqual(asked);
  });

  it('keeps the object only while the permission is about such objects', () => {
    expect(withPermission(asked, 'mlops.log.read')).toEqual({
      ...asked,
      permission: 'mlops.log.read',
    });
    expect(withPermission(asked, 'mlops.pipeline.run').id).toBe('');
    expect(withPermission(asked, 'mlops.audit.read').id).toBe('');
  });

  it('has no object where the permission is about none, whatever the address says', () => {
    const query = new URLSearchParams({ permission: 'proxy', id: 'x' });
    expect(readQuestion(query).id).toBe('');
  });

  it('needs a person and a permission', () => {
    expect(isWhole({ ...asked, id: '' })).toBe(true);
    expect(isWhole({ ...asked, user: ' ' })).toBe(false);
    expect(isWhole({ ...asked, permission: '' })).toBe(false);
  });
});
