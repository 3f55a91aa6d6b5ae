import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { grantablePermissions, type Scope } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { permissionMessages } from '../../translations/permissions';
import { securityMessages } from '../../translations/security';

/** Modules, verbs and permissions in the words of the page; a name without words stands for itself. */
export function usePermissionWords() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const moduleWord = (module: string) =>
    isKeyOf(securityMessages.module, module)
      ? t(`security.module.${module}`)
      : module;
  const verbWord = (verb: string) =>
    isKeyOf(securityMessages.verb, verb) ? t(`security.verb.${verb}`) : verb;
  const permissionWord = (name: string) => {
    const known = grantablePermissions.find(one => one.name === name);
    return known
      ? `${moduleWord(known.module)}: ${verbWord(known.verb)}`
      : name;
  };
  const permissionWhy = (name: string) =>
    isKeyOf(permissionMessages, name) ? t(`permission.${name}`) : '';
  const scopeWord = (scope: Scope | undefined) =>
    t(`security.matrix.${scope ?? 'none'}`);
  return { moduleWord, verbWord, permissionWord, permissionWhy, scopeWord };
}

function isKeyOf<T extends object>(
  messages: T,
  key: string,
): key is keyof T & string {
  return Object.hasOwn(messages, key);
}
