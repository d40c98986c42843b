// A kefu or admin in one line: the picture, the name, the id where it differs, and the status.
import { html } from '../../ui/html.js';
import { Avatar } from '../../ui/Avatar.js';

/** @param {{user: {user_id: string, username: string, status?: string}, plain?: boolean}} props `plain`: no status */
export function StaffName({ user, plain }) {
  const { user_id: id, username, status } = user;
  return html`
    <span class="staff-name">
      <${Avatar} id=${id} name=${username} size=${28} status=${plain ? undefined : status} />
      <span class="staff-texts">
        <span class="truncate" title=${username}>${username}</span>
        ${username !== id && html`<span class="muted truncate" title=${id}>${id}</span>`}
      </span>
    </span>`;
}
