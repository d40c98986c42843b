package io.kefu.application.inbox;

import io.kefu.application.session.query.ReadSession.Found;
import io.kefu.domain.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * A session in a list of a console.
 *
 * @param lastMessage the newest message of the conversation, which may have been recalled; null if there is none
 * @param unread how many messages of the customer the service has not read
 */
public record ListedSession(Found found, @Nullable Message lastMessage, long unread) {}
