// Replaces the messages of a conversation that cannot be read, and says why.
import { html } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { EmptyState } from '../../ui/EmptyState.js';

/**
 * @param {{failure?: import('../../sdk/kefu.d.ts').KefuError, onRetry: () => void}} props
 *   Without a failure there is no such customer.
 */
export function Unreadable({ failure, onRetry }) {
  return html`<div class="pane-failed">${stateOf(failure, onRetry)}</div>`;
}

function stateOf(failure, onRetry) {
  if (!failure) return html`<${EmptyState} icon="search" title=${t('pane.missing')} text=${t('pane.missing.hint')} />`;
  // The service answers 404 where a kefu may not know whether there is a conversation.
  if (failure.status === 403 || failure.status === 404) {
    return html`<${EmptyState} icon="lock" title=${t('pane.forbidden')} text=${t('pane.forbidden.hint')} />`;
  }
  return html`<${EmptyState} icon="alert" title=${t('state.failed')} text=${failure.message}>
    <button class="button" onClick=${onRetry}>${t('action.retry')}</button><//>`;
}
