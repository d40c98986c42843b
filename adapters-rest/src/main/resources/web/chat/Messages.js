// The messages of the customer with the state of the connection. It is loaded when there is a message.
import { html } from '../ui/html.js';
import { ConnectionBar } from '../ui/ConnectionBar.js';
import { MessageList } from '../ui/MessageList.js';

/** In the place of a client before the customer exists; nothing happens on it. */
const NO_CLIENT = {
  state: 'stopped', login: { userId: '', userType: 'customer' }, on: () => () => {},
  fileUrl: () => Promise.reject(new Error('No client')),
};

/** @param {{client: object | null, conversation: object, isVisible: boolean, empty: any}} props */
export function Messages({ client, conversation, isVisible, empty }) {
  return html`<div class="chat-messages">
    ${client ? html`<${ConnectionBar} client=${client} />` : html`<div></div>`}
    <${MessageList} key=${client?.login.userId ?? ''} client=${client ?? NO_CLIENT} conversation=${conversation} avatars
      readOnSight=${isVisible} empty=${empty} />
  </div>`;
}
