// The landing page: what the service is, and the ways into it.
import { html, render, useState } from '../ui/html.js';
import { addStrings, language, setLanguage, t, useLanguage } from '../ui/i18n.js';
import '../ui/theme.js';
import { addIcons } from '../ui/icons.js';
import { Icon } from '../ui/Icon.js';
import zh from './strings/zh-CN.js';
import en from './strings/en.js';

addStrings({ 'zh-CN': zh, en });
addIcons({
  code: 'M8.5 7 3.5 12l5 5M15.5 7l5 5-5 5',
  headset: 'M4.5 15v-3a7.5 7.5 0 0 1 15 0v3M4.5 14H8v5H6a1.5 1.5 0 0 1-1.5-1.5zM19.5 14H16v5h2a1.5 1.5 0 0 0 1.5-1.5z',
});

const isDemo = document.documentElement.dataset.demo === 'true';
const tag = `<script src="${location.origin}/widget.js" async></script>`;
const code = `import { createCustomer, Kefu } from '${location.origin}/sdk/kefu.js';

const kefu = new Kefu({ login: await createCustomer() });
await kefu.start();
await kefu.conversation().send('你好');`;

function Way({ href, icon, name }) {
  return html`<a class="way" href=${href}>
    <span class="way-icon"><${Icon} name=${icon} size=${22} /></span>
    <span><strong>${t(`landing.${name}`)}</strong><span class="muted">${t(`landing.${name}.text`)}</span></span>
  </a>`;
}

function Code({ text, label }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return html`<figure class="code">
    <figcaption>${label}</figcaption>
    <pre tabindex="0" aria-label=${label}><code>${text}</code></pre>
    ${navigator.clipboard && html`<button type="button" class="button button-small" onClick=${copy}>
      <${Icon} name=${copied ? 'check' : 'copy'} size=${14}
        /> ${t(copied ? 'landing.copied' : 'landing.copy')}</button>`}
  </figure>`;
}

function Landing() {
  useLanguage();
  return html`
    <header>
      <a class="brand" href="/"><img src=${new URL('./icon.svg', import.meta.url).href} alt="" width="32" height="32"
        /> kefu</a>
      <button type="button" class="button button-plain"
        onClick=${() => setLanguage(language() === 'en' ? 'zh-CN' : 'en')}>
        <${Icon} name="globe" /> ${t('landing.language')}</button>
    </header>
    <section class="hero">
      <h1>${t('landing.title')}</h1>
      <p lang=${t('landing.other.lang')}>${t('landing.other')}</p>
    </section>
    <nav class="ways" aria-label=${t('landing.ways')}>
      <${Way} href="/kefu/" icon="headset" name="console" />
      <${Way} href="/chat/" icon="chat" name="chat" />
      <${Way} href="/swagger-ui" icon="code" name="api" />
      <${Way} href="/sdk/kefu.d.ts" icon="file" name="sdk" />
    </nav>
    ${isDemo && html`<p class="demo">${t('landing.demo')} <code>kefu001</code> / <code>password123</code></p>`}
    <section class="samples">
      <${Code} text=${tag} label=${t('landing.widget')} />
      <${Code} text=${code} label=${t('landing.module')} />
    </section>`;
}

render(html`<${Landing} />`, document.getElementById('landing'));
