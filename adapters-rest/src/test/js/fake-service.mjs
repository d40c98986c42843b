/** A service in memory: replaces the WebSocket of the client, and lets a test send every frame. */
import { mock } from 'node:test';

/** Moves the mocked clock in small steps, because timers see the time of the end of a step. */
export function advance(ms) {
  for (let left = ms; left > 0; left -= 250) mock.timers.tick(Math.min(left, 250));
}

export class FakeService {
  sockets = [];
  /** Frames of the client that were not looked at yet. */
  received = [];

  constructor() {
    const service = this;
    globalThis.WebSocket = class {
      constructor(url, protocols) {
        Object.assign(this, { url, protocols, isOpen: true });
        service.sockets.push(this);
      }

      send(text) {
        if (this.isOpen) service.received.push(JSON.parse(text));
      }

      close(code) {
        this.isOpen = false;
        this.closedWith = code;
      }
    };
  }

  get socket() {
    return this.sockets.at(-1);
  }

  send(type, data, id) {
    this.socket.onmessage?.({ data: JSON.stringify({ type, data, ...(id !== undefined && { id }) }) });
  }

  close(code, reason = '') {
    this.socket.isOpen = false;
    this.socket.onclose?.({ code, reason });
  }

  connect({ conversations = [], sessions = [], ...more } = {}) {
    this.send('connected', {
      server_time: new Date().toISOString(),
      heartbeat_seconds: 15,
      reconnect_after_ms: 1_000,
      sessions,
      conversations: conversations.map(cursors),
      ...more,
    });
  }

  /** Removes and returns the frames of this type. */
  take(type) {
    const taken = this.received.filter((frame) => frame.type === type);
    this.received = this.received.filter((frame) => frame.type !== type);
    return taken;
  }

  acknowledge(frame, seq) {
    this.send('ack', {
      message_id: `m${seq}`,
      seq,
      timestamp: new Date().toISOString(),
      status: 'sent',
      conversation_id: 'conv1',
      client_msg_id: frame.data.client_msg_id,
    }, frame.id);
  }

  refuse(frame, code) {
    this.send('error', { code, message: code, details: {} }, frame.id);
  }
}

export function cursors(fields) {
  return {
    conversation_id: 'conv1',
    epoch: 'one',
    last_seq: 0,
    delivered_seq: 0,
    read_seq: 0,
    peer_delivered_seq: 0,
    peer_read_seq: 0,
    ...fields,
  };
}

export const CUSTOMER = { userId: 'c1', userType: 'customer', name: 'Customer', token: 'secret' };

export function messageOf(seq, from = 'kefu1', fields = {}) {
  return {
    message_id: `m${seq}`,
    seq,
    from_user_id: from,
    to_user_id: from === 'c1' ? 'kefu1' : 'c1',
    msg_type: 'text',
    content: `text ${seq}`,
    metadata: {},
    timestamp: '2030-01-01T00:00:00.000Z',
    conversation_id: 'conv1',
    session_id: 's1',
    ...fields,
  };
}
