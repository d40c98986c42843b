// The choices of language and theme, as groups of radio buttons.
import { html, useState } from '../ui/html.js';
import { language, setLanguage, t } from '../ui/i18n.js';
import { setTheme, theme } from '../ui/theme.js';

export function LanguageChoice() {
  const options = [['zh-CN', '中文'], ['en', 'English']];
  return html`<${Choice} label=${t('settings.language')} options=${options} value=${language()}
    onChoose=${setLanguage} />`;
}

export function ThemeChoice() {
  const [chosen, setChosen] = useState(theme);
  const options = ['system', 'light', 'dark'].map((name) => [name, t('settings.theme.' + name)]);
  const choose = (name) => {
    setTheme(name);
    setChosen(name);
  };
  return html`<${Choice} label=${t('settings.theme')} options=${options} value=${chosen} onChoose=${choose} />`;
}

/** A group of buttons of which one is pressed. */
export function Choice({ label, options, value, onChoose }) {
  return html`<div class="choice" role="group" aria-label=${label}>
    ${options.map(([name, text]) => html`<button type="button" key=${name} aria-pressed=${name === value}
      onClick=${() => onChoose(name)}>${text}</button>`)}
  </div>`;
}
