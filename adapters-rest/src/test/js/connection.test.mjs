/** Tests how the client connects, and when it connects again. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { Kefu, internals, memoryStore } from '../../main/resources/web/sdk/kefu.js';
import { CUSTOMER, FakeService, advance } from './fake-service.mjs';

let service;
let kefu;
let states;

beforeEach(async () => {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: Date.parse('2030-01-01') });
  mock.method(Math, 'random', () => 0.5);
  service = new FakeService();
  kefu = new Kefu({ url: 'https://kefu.example', login: CUSTOMER, store: memoryStore() });
  states = [];
  kefu.on('state', (state) => states.push(state));
  await kefu.start();
});

afterEach(async () => {
  await kefu.stop();
  mock.timers.reset();
  mock.restoreAll();
});

test('the token is sent as a subprotocol', () => {
  assert.equal(service.socket.url, 'wss://kefu.example/ws/c1?resume=1');
  assert.deepEqual(service.socket.protocols, ['kefu.v1', 'bearer.secret']);
  service.connect();
  assert.deepEqual(states.map(({ state }) => state), ['connecting', 'online']);
});

test('after a loss it waits a random part of the advised time, and doubles it with each failure', () => {
  service.connect({ reconnect_after_ms: 4_000 });
  const waits = [];
  for (let failure = 0; failure < 7; failure++) {
    service.close(1006);
    waits.push(states.at(-1).retryAt - Date.now());
    advance(waits.at(-1));
  }
  assert.deepEqual(waits, [2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  service.connect({ reconnect_after_ms: 1_000 });
  service.close(1011);
  assert.equal(states.at(-1).retryAt - Date.now(), 500);
});

const GOING_AWAY = 'going away; reconnect after 1200 ms';
for (const [code, reason, wait] of [[1001, GOING_AWAY, 1_200], [4000, '', 500], [4008, '', 500], [4029, '', 10_000],
  [1001, '', 500]]) {
  test(`after ${code} ${reason} it connects again in ${wait} ms`, () => {
    service.connect();
    service.close(code, reason);
    advance(wait - 1);
    assert.equal(service.sockets.length, 1);
    advance(1);
    assert.equal(service.sockets.length, 2);
  });
}

for (const [code, reason, expected] of [[4001, 'token revoked', 'login_ended'], [4003, 'blocked', 'blocked'],
  [4003, '', 'wrong_user']]) {
  test(`after ${code} ${reason} it does not connect again`, () => {
    service.connect();
    service.close(code, reason);
    assert.deepEqual(states.at(-1), { state: 'ended', reason: expected });
    advance(120_000);
    assert.equal(service.sockets.length, 1);
  });
}

test('a socket that does not answer a ping is dead', () => {
  service.connect();
  service.send('resume', {}, service.take('resume')[0].id);
  advance(20_000);
  assert.equal(service.take('ping').length, 1);
  service.send('pong', {});
  advance(15_000);
  assert.equal(service.take('ping').length, 1);
  advance(10_000);
  assert.equal(kefu.state, 'waiting');
});

test('a socket on which a request is not answered is dead', () => {
  service.connect();
  for (let second = 0; second < 40 && kefu.state === 'online'; second++) {
    service.send('pong', {});
    advance(1_000);
  }
  assert.equal(kefu.state, 'waiting');
});

test('an open that takes too long is given up', () => {
  advance(15_000);
  assert.equal(kefu.state, 'waiting');
});

test('a lost socket is not heard any more', () => {
  service.connect();
  const old = service.socket;
  advance(35_000);
  assert.equal(old.isOpen, false);
  const count = states.length;
  old.onclose({ code: 4001, reason: '' });
  assert.equal(states.length, count);
});

test('a stopped client stays stopped, and can start again', async () => {
  service.connect();
  await kefu.stop();
  assert.equal(kefu.state, 'stopped');
  advance(120_000);
  assert.equal(service.sockets.length, 1);
  await kefu.start();
  assert.equal(service.sockets.length, 2);
});

test('frames are spaced out', () => {
  const pacer = new internals.Pacer();
  let atOnce = 0;
  while (pacer.take() === 0) atOnce++;
  assert.equal(atOnce, 60);
  advance(1_000);
  let inASecond = 0;
  while (pacer.take() === 0) inASecond++;
  assert.equal(inASecond, 40);
});
