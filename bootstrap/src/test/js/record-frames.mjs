/** Writes the frames of all sockets of a process to the file KEFU_TEST_FRAMES, one a line, after `<` if received or `>` if sent. */
import { appendFileSync } from 'node:fs';

const file = process.env.KEFU_TEST_FRAMES;

globalThis.WebSocket = class extends WebSocket {
  constructor(...target) {
    super(...target);
    this.addEventListener('message', ({ data }) => appendFileSync(file, `<${data}\n`));
  }

  send(frame) {
    appendFileSync(file, `>${frame}\n`);
    super.send(frame);
  }
};
