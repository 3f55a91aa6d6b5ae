import * as all from './permissions';

const { mlopsPermissions, ...permissions } = all;

describe('mlopsPermissions', () => {
  it('lists every permission there is, each name once', () => {
    expect(new Set(mlopsPermissions)).toEqual(
      new Set(Object.values(permissions)),
    );
    const names = mlopsPermissions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('names them after the module and the verb', () => {
    for (const { name } of mlopsPermissions) {
      expect(name).toMatch(/^mlops\.[a-z-]+\.[a-z]+$/);
    }
  });
});
