// What to tell the user about a failed call: the words of the service, or own ones where the service could not answer.
import { t } from './i18n.js';

const UNREACHABLE = ['NETWORK_ERROR', 'SERVICE_UNAVAILABLE'];

/** @param {{code?: string, message: string}} error */
export function errorText({ code, message }) {
  if (code === 'ABORTED') return t('ui.error.aborted');
  return UNREACHABLE.includes(code) || !message || message === code ? t('ui.error.unreachable') : message;
}
