import { grantablePermissions } from '@mlops/plugin-mlops-common';
import { permissionMessages as english } from '../../translations/permissions';
import { permissionMessages as chinese } from '../../translations/zh/permissions';
import { securityMessages } from '../../translations/security';

const names = grantablePermissions.map(({ name }) => name).sort();

describe('words of permissions', () => {
  it.each([
    ['English', english],
    ['Chinese', chinese],
  ])('explain each one in a line of %s, and none that is gone', (_, words) => {
    expect(Object.keys(words).sort()).toEqual(names);
    for (const why of Object.values(words)) {
      expect(why.length).toBeLessThan(60);
    }
  });

  it('name each module and verb', () => {
    for (const { module, verb } of grantablePermissions) {
      expect(securityMessages.module).toHaveProperty([module]);
      expect(securityMessages.verb).toHaveProperty([verb]);
    }
  });
});
