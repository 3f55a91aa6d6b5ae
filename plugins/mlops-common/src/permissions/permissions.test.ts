import * as all from './permissions';

const { mlopsPermissions, ...others } = all;
const permissions = Object.values(others).filter(isPermission);

function isPermission(value: unknown): value is all.MlopsPermission {
  return typeof value === 'object' && value !== null && 'name' in value;
}

describe('mlopsPermissions', () => {
  it('lists every permission there is, each name once', () => {
    expect(new Set(mlopsPermissions)).toEqual(new Set(permissions));
    const names = mlopsPermissions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('names them after the module and the verb', () => {
    for (const { name } of mlopsPermissions) {
      expect(name).toMatch(/^mlops\.(page\.[a-z]+\.view|[a-z-]+\.[a-z]+)$/);
    }
  });
});
