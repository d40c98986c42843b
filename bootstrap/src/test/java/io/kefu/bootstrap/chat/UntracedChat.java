package io.kefu.bootstrap.chat;

import io.kefu.bootstrap.chat.ChatNode.TestUser;
import java.util.List;
import java.util.Map;

/** Sends a message from one socket to another, on a node with the default settings. */
final class UntracedChat {
    private UntracedChat() {}

    public static void main(String[] args) {
        try (ChatNode node = new ChatNode(Map.of())) {
            TestUser kefu = node.kefu();
            TestUser customer = node.customer();
            try (ChatClient page = node.connect(customer);
                    ChatClient console = node.connect(kefu)) {
                for (String content : List.of("hello", "again")) {
                    page.say("support", content);
                    page.await("ack");
                    console.await("message");
                }
            }
        }
    }
}
