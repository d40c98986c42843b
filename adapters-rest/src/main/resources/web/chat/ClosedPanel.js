// The end of a session: the rating, and the way to a new session.
import { html, useState } from '../ui/html.js';
import { t } from '../ui/i18n.js';
import { errorText } from '../ui/errors.js';
import { Icon } from '../ui/Icon.js';

const SCORES = [1, 2, 3, 4, 5];
const LONGEST = 1000;

function reasonOf({ close_reason: reason }) {
  const known = ['idle', 'abandoned', 'closed_by_customer', 'closed_by_kefu', 'closed_by_admin'];
  return t(known.includes(reason) ? 'chat.closed.' + reason : 'chat.closed');
}

function Stars({ score, onScore }) {
  return html`<fieldset class="stars">
    <legend>${t('chat.rate.question')}</legend>
    ${SCORES.map((one) => html`<label title=${t('chat.rate.' + one)}>
      <input type="radio" name="score" class="visually-hidden" checked=${score === one} onChange=${() => onScore(one)}
        />
      <${Icon} name="star" size=${28} class=${one <= score ? 'filled' : ''} />
      <span class="visually-hidden">${t('chat.rate.score', { score: one, text: t('chat.rate.' + one) })}</span>
    </label>`)}
  </fieldset>`;
}

function Rating({ chat }) {
  const [score, setScore] = useState(0);
  const [comment, setComment] = useState('');
  const [error, setError] = useState(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await chat.rate(score, comment.trim());
    } catch (failure) {
      setError(errorText(failure));
      setBusy(false);
    }
  };
  return html`<form class="rating" onSubmit=${submit}>
    <${Stars} score=${score} onScore=${setScore} />
    ${score > 0 && html`
      <span class="muted" aria-hidden="true">${t('chat.rate.' + score)}</span>
      <textarea class="input" rows="2" maxlength=${LONGEST} aria-label=${t('chat.rate.comment')}
        placeholder=${t('chat.rate.comment')}
        value=${comment} onInput=${({ target }) => setComment(target.value)}></textarea>
      ${error && html`<p class="rating-error" role="alert">${error}</p>`}
      <button type="submit" class="button button-primary" disabled=${busy}>${t('chat.rate.send')}</button>`}
  </form>`;
}

/** @param {{chat: import('./Chat.js').Chat, closed: object}} props */
export function ClosedPanel({ chat, closed }) {
  const canRate = closed.kefu_id && !closed.rating;
  return html`<section class="panel" aria-label=${t('chat.closed')}>
    <p class="muted">${reasonOf(closed)}</p>
    ${canRate && html`<${Rating} chat=${chat} />`}
    ${closed.rating && html`<p class="thanks" role="status"><${Icon} name="check" /> ${t('chat.rate.thanks')}</p>`}
    <button type="button" class="button" onClick=${chat.dismissClosed}>${t('chat.again')}</button>
  </section>`;
}
