package io.kefu.websocket.delivery;

import io.kefu.domain.block.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a socket comes from.
 *
 * @param address the client's address; null if it is not known
 * @param client the software of the client; empty if it is not known
 */
public record ClientOrigin(@Nullable IpAddress address, String client) {}
