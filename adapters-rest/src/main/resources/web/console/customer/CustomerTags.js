// The tags of a session: remove one, or type a new one.
import { html, useEffect, useRef, useState } from '../../ui/html.js';
import { t } from '../../ui/i18n.js';
import { Icon } from '../../ui/Icon.js';
import { attempt } from '../state/actions.js';

const MOST = 10;

export function CustomerTags({ app, session }) {
  const [tags, setTags] = useState(session.tags ?? []);
  const input = useRef(null);
  const path = `/api/sessions/${encodeURIComponent(session.session_id)}/tags`;

  useEffect(() => {
    setTags(session.tags ?? []);
  }, [session.tags]);
  useEffect(() => app.client.on('notification', ({ event, session: changed }) => {
    if (event === 'session_tagged' && changed.session_id === session.session_id) setTags(changed.tags ?? []);
  }), [app, session.session_id]);

  const save = async (wanted) => {
    const before = tags;
    setTags(wanted);
    const saved = await attempt(() => app.client.http.put(path, { tags: wanted }));
    setTags(saved ? saved.tags ?? [] : before);
  };
  const add = (event) => {
    event.preventDefault();
    const tag = input.current.value.trim();
    input.current.value = '';
    if (tag && !tags.includes(tag)) save([...tags, tag]);
  };

  return html`<ul class="tags">${tags.map((tag) => html`<li class="tag" key=${tag}><bdi>${tag}</bdi>
      <button aria-label=${t('customer.untag', { tag })} onClick=${() => save(tags.filter((other) => other !== tag))}>
        <${Icon} name="close" size=${12} /></button></li>`)}</ul>
    ${tags.length < MOST && html`<form class="inline-form" onSubmit=${add}>
      <input class="input" ref=${input} maxlength="32" aria-label=${t('customer.tag')} placeholder=${t('customer.tag')}
        enterkeyhint="done" onKeyDown=${(event) => event.isComposing && event.stopPropagation()} />
      <button class="icon-button" aria-label=${t('customer.tag')}><${Icon} name="plus" /></button></form>`}`;
}
