// The pane of the customer: profile, tags, notes, earlier sessions and files.
import { html, useEffect, useRef } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { Icon } from '../../ui/Icon.js';
import { CustomerFiles } from './CustomerFiles.js';
import { CustomerNotes } from './CustomerNotes.js';
import { CustomerProfile } from './CustomerProfile.js';
import { CustomerSessions } from './CustomerSessions.js';
import { CustomerTags } from './CustomerTags.js';

const isDrawer = () => !matchMedia('(min-width: 1200px)').matches;

export function CustomerPane({ app, peerId, conversation, session, mode, error, onJump, onClose }) {
  const closeButton = useRef(null);
  useEffect(() => {
    if (!isDrawer()) return undefined;
    const before = document.activeElement;
    closeButton.current.focus();
    return () => before?.focus();
  }, []);
  const id = session?.session_id;
  const served = mode !== 'waiting' || app.isAdmin;
  const readable = !error && mode !== 'loading';
  return html`<section class="customer" aria-label=${t('customer.label')}
    onKeyDown=${(event) => event.key === 'Escape' && isDrawer() && onClose()}>
    <header class="customer-head"><h2>${t('customer.label')}</h2>
      <button class="icon-button" ref=${closeButton} aria-label=${t('customer.hide')} title=${t('customer.hide')}
        onClick=${onClose}>
        <${Icon} name="close" /></button></header>
    <div class="customer-body">
      <${CustomerProfile} app=${app} peerId=${peerId} session=${session} />
      ${id && served && html`
        <${Section} title=${t('customer.tags')}><${CustomerTags} key=${id} app=${app} session=${session} /><//>
        <${Section} title=${t('customer.notes')}><${CustomerNotes} key=${id} app=${app} session=${session} /><//>`}
      ${readable && html`
        <${Section} title=${t('customer.sessions')}>
          <${CustomerSessions} app=${app} peerId=${peerId} current=${id}
            onOpen=${(earlier) => onJump({ session: earlier })} />
        <//>
        <${Section} title=${t('customer.files')}>
          <${CustomerFiles} app=${app} conversation=${conversation} onJump=${(seq) => onJump({ seq })} />
        <//>`}
    </div>
  </section>`;
}

function Section({ title, children }) {
  return html`<section class="customer-section"><h3>${title}</h3>${children}</section>`;
}
