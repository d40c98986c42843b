package io.kefu.websocket.delivery;

import io.kefu.application.access.Principal;
import io.kefu.application.error.ErrorTexts;
import io.kefu.websocket.socket.Outbound;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/**
 * The parts of a connection that are known when its socket is upgraded, and that stay the same until it ends.
 *
 * @param id the id of the connection, unique among all nodes
 * @param node the name under which this node keeps its users online
 * @param user the user, with the name at the time of the upgrade
 * @param from where the socket comes from
 * @param token the token with which the user logged in
 * @param resumes whether only the greeting may be sent until the client has named its positions
 * @param texts the texts of errors in the client's language
 * @param outbound sends frames on the channel
 */
public record NewConnection(
        String id,
        String node,
        Principal user,
        ClientOrigin from,
        String token,
        boolean resumes,
        ErrorTexts texts,
        Channel channel,
        Outbound outbound) {

    EventLoop loop() {
        return channel.eventLoop();
    }
}
