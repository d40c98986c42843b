// The pages on which admins manage the service, and kefu their own replies and account.
import { html, useEffect, useRef } from '../../ui/html.js';
import { addStrings, t, useLanguage } from '../../ui/i18n.js';
import { Icon } from '../../ui/Icon.js';
import '../../ui/more-icons.js';
import { loadStyles } from '../../ui/stylesheet.js';
import { AuditPage } from './audit-page.js';
import { BlocksPage } from './blocks-page.js';
import { CustomersPage } from './customers-page.js';
import { HoursPage } from './hours-page.js';
import { RepliesPage } from './replies-page.js';
import { SettingsPage } from './settings-page.js';
import { StaffPage } from './staff-page.js';
import en from './strings/en.js';
import zhCN from './strings/zh-CN.js';

addStrings({ 'zh-CN': zhCN, en });
await loadStyles(new URL('./admin.css', import.meta.url));

const PAGES = [
  { page: 'kefu', icon: 'users', component: StaffPage, admin: true },
  { page: 'customers', icon: 'user', component: CustomersPage, admin: true },
  { page: 'replies', icon: 'bolt', component: RepliesPage },
  { page: 'hours', icon: 'clock', component: HoursPage, admin: true },
  { page: 'blocks', icon: 'block', component: BlocksPage },
  { page: 'audit', icon: 'shield', component: AuditPage, admin: true },
  { page: 'settings', icon: 'settings', component: SettingsPage },
];

/** @param {{client: import('../../sdk/kefu.js').Kefu, page?: string}} props */
export function Admin({ client, page }) {
  useLanguage();
  const isAdmin = client.login.userType === 'admin';
  const pages = PAGES.filter((one) => isAdmin || !one.admin);
  const shown = pages.find((one) => one.page === page) ?? pages.at(page ? -1 : 0);
  const nav = useRef();
  useEffect(() => {
    nav.current.querySelector('[aria-current]').scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [shown]);
  return html`
    <div class="admin">
      <nav class="admin-nav" ref=${nav} aria-label=${t('admin.nav')}>
        ${pages.map(({ page: name, icon }) => html`
          <a key=${name} href="#/admin/${name}" aria-current=${name === shown.page ? 'page' : undefined}>
            <${Icon} name=${icon} />${t(`admin.nav.${name}`)}
          </a>`)}
      </nav>
      <div class="screen" key=${shown.page}><${shown.component} client=${client} isAdmin=${isAdmin} /></div>
    </div>`;
}
