package io.kefu.application.presence.testing;

import io.kefu.application.presence.port.OpenSockets;

class InMemoryOpenSocketsTest extends OpenSocketsContract {
    @Override
    protected OpenSockets create(String... nodes) {
        return new InMemoryOpenSockets();
    }
}
