package io.kefu.websocket.connection;

import io.kefu.application.access.Principal;
import io.kefu.application.error.ErrorTexts;
import io.netty.channel.Channel;

/**
 * Who opens a socket, and where.
 *
 * @param id the connection's
 * @param resumes whether nothing is to be sent before the client has said where it is
 * @param node the name under which this node keeps its users online
 */
record Opening(
        String id, Principal user, String token, boolean resumes, ErrorTexts texts, Channel channel, String node) {}
