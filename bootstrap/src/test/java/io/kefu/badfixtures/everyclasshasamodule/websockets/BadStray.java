package io.kefu.badfixtures.everyclasshasamodule.websockets;

/** One letter off `websocket`, and no rule would look at it. */
final class BadStray {}
