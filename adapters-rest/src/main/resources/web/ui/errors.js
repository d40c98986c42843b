// The text for the user about a failed call: the one of the service, or an own one if the service could not answer.
import { t } from './i18n.js';

const UNREACHABLE = ['NETWORK_ERROR', 'SERVICE_UNAVAILABLE'];

/** @param {{code?: string, message: string}} error */
export function errorText({ code, message }) {
  if (code === 'ABORTED') return t('ui.error.aborted');
  return UNREACHABLE.includes(code) || !message || message === code ? t('ui.error.unreachable') : message;
}
