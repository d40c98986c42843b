// The part below the messages: the composer, or the reason why the user cannot write, with the next step.
import { html, useState } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { open, take } from '../state/actions.js';
import { WriteBox } from './WriteBox.js';

export function ConversationFooter({ app, conversation, session, mode, name }) {
  const [busy, setBusy] = useState(false);
  if (mode === 'mine' || mode === 'colleague') {
    return html`<${WriteBox} key=${conversation.peerId} app=${app} conversation=${conversation} name=${name}
      mode=${mode} />`;
  }
  if (mode === 'missing') return null;
  if (mode === 'loading') return html`<div class="pane-foot"><span class="skeleton pane-foot-skeleton"></span></div>`;

  const run = (action) => async () => {
    setBusy(true);
    await action();
    setBusy(false);
  };
  const hint = t(`pane.${mode}.hint`, { name: session?.kefu_name ?? session?.kefu_id ?? '' });
  return html`<div class="pane-foot"><span>${hint}</span>
    ${mode === 'waiting' && html`<button class="button button-primary" disabled=${busy} aria-keyshortcuts="t"
      onClick=${run(() => take(app, session))}>${t('queue.take')} <kbd>T</kbd></button>`}
    ${(mode === 'closed' || mode === 'none') && html`<button class="button button-primary" disabled=${busy}
      onClick=${run(() => open(app, conversation.peerId))}>${t('pane.reopen')}</button>`}
  </div>`;
}
