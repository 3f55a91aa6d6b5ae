import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { AuditRecord } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { securityMessages } from '../../translations/security';
import { memberOf } from './memberOf';

type Action = keyof typeof securityMessages.audit.action;

/** What somebody did, in words; an action without words stands for itself. */
export function useAuditSentence() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (record: AuditRecord) => {
    const { subject } = record;
    // To become a member is another thing for a role than for a project group.
    const special = `${subject.kind}-${record.action}`;
    const action = isAction(special) ? special : record.action;
    return isAction(action)
      ? t(`security.audit.action.${action}`, { member: memberOf(record) })
      : action;
  };
}

function isAction(action: string): action is Action {
  return Object.hasOwn(securityMessages.audit.action, action);
}
