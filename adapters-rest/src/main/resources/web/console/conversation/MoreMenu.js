// The menu of a conversation: search, transcript, transfer, block, and a new session.
import { html } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { Menu } from '../../ui/Menu.js';
import { attempt, open } from '../state/actions.js';

export function MoreMenu({ app, peerId, session, mode, onSearch }) {
  const items = [
    { label: t('pane.search'), icon: 'search', shortcut: 'Alt F', onSelect: onSearch },
    { label: t('pane.transcript'), icon: 'download', onSelect: () => downloadTranscript(app, peerId) },
    { label: t('pane.copy_id'), icon: 'copy', onSelect: () => navigator.clipboard?.writeText(peerId) },
  ];
  if (mode === 'closed' || mode === 'none') {
    items.unshift({ label: t('pane.reopen'), icon: 'chat', onSelect: () => open(app, peerId) });
  }
  if (session) {
    items.push({ label: t('pane.transfer'), icon: 'transfer', shortcut: 'Alt T',
      onSelect: () => app.openDialog('transfer', { session }) });
  }
  if (mode === 'mine' || app.isAdmin) {
    items.push({ label: t('pane.block'), icon: 'block', danger: true,
      onSelect: () => app.openDialog('block', { peerId }) });
  }
  return html`<${Menu} label=${t('pane.more')} items=${items} />`;
}

async function downloadTranscript(app, peerId) {
  await attempt(async () => {
    const answer = await app.client.http.fetch(`/api/messages/transcript/${encodeURIComponent(peerId)}`);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = `${peerId}.txt`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
}
