package io.kefu.badfixtures.everyclasshasamodule.websocket.connection;

final class GoodResident {}
