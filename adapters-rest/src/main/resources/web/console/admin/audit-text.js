// The entries of the audit log as sentences.
import { t } from '../../ui/i18n.js';

/** The actions that the service records. */
export const ACTIONS = [
  'login', 'logout', 'login_failed', 'user_created', 'password_changed', 'user_disabled', 'user_enabled',
  'role_changed', 'limits_changed', 'user_exported', 'user_erased', 'session_transferred', 'block_added', 'block_removed',
  'hours_changed', 'reply_added', 'reply_changed', 'reply_removed', 'file_deleted', 'messages_removed',
];

/** What the actor did, without the actor. */
export function actionText({ action, target, details, actor_id: actor }) {
  if (!ACTIONS.includes(action)) return unknownAction(action, target, details);
  const values = { ...details, target: target || t('admin.audit.unknown') };
  switch (action) {
    case 'login_failed':
      if (details.reason === 'blocked') return t('admin.audit.login_blocked', values);
      return t(target ? 'admin.audit.login_failed' : 'admin.audit.login_failed_unknown', values);
    case 'user_created':
      return t('admin.audit.user_created', { ...values, type: role(details.user_type) });
    case 'role_changed':
      return t('admin.audit.role_changed', { ...values, from: role(details.from), to: role(details.to) });
    case 'limits_changed':
      return t('admin.audit.limits_changed', {
        ...values, max: details.max_sessions ?? '–', skills: details.skills || t('admin.staff.allSkills'),
      });
    case 'session_transferred':
      return t('admin.audit.session_transferred', {
        ...values, from: place(details.from_kefu_id), to: place(details.to_kefu_id),
      });
    case 'password_changed':
      return t(target === actor ? 'admin.audit.own_password_changed' : 'admin.audit.password_changed', values);
    default:
      return t(`admin.audit.${action}`, values);
  }
}

/** An action of a newer version of the service, as it came. */
function unknownAction(action, target, details) {
  return [action, target, ...Object.entries(details).map(([name, value]) => `${name}: ${value}`)].join(' ');
}

const role = (type) => t(`admin.role.${type}`);
const place = (kefuId) => kefuId || t('admin.audit.queue');
