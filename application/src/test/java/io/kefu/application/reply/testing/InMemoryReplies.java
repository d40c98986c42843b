package io.kefu.application.reply.testing;

import io.kefu.application.message.port.MessageEvents.UserEvent;
import io.kefu.application.message.testing.InMemoryMessageEvents;
import io.kefu.application.page.PageRequest;
import io.kefu.application.reply.port.Replies;
import io.kefu.application.reply.port.ReplyList;
import io.kefu.application.user.port.PersonalData;
import io.kefu.application.user.port.UserStore;
import io.kefu.domain.reply.CannedReply;
import io.kefu.domain.reply.ReplyOwner;
import io.kefu.domain.user.Role;
import io.kefu.domain.user.User;
import io.kefu.domain.user.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Canned replies in memory. */
public final class InMemoryReplies implements Replies, PersonalData {
    private final UserStore users;
    private final InMemoryMessageEvents events;
    private final Map<ReplyOwner, Map<String, CannedReply>> replies = new HashMap<>();

    /** Replies of these users. */
    public InMemoryReplies(UserStore users, InMemoryMessageEvents events) {
        this.users = users;
        this.events = events;
    }

    @Override
    public synchronized ReplyList of(ReplyOwner owner) {
        return ReplyList.of(ofOwner(owner).values());
    }

    @Override
    public synchronized Change add(CannedReply reply) {
        return change(Optional.empty(), Optional.of(reply));
    }

    @Override
    public synchronized Change replace(CannedReply present, CannedReply next) {
        return change(Optional.of(present), Optional.of(next));
    }

    @Override
    public synchronized Change remove(CannedReply present) {
        return change(Optional.of(present), Optional.empty());
    }

    private Change change(Optional<CannedReply> present, Optional<CannedReply> next) {
        if (present.isPresent()
                && !present.get().equals(ofOwner(present.get().owner()).get(key(present.get())))) {
            return Change.OUTDATED;
        }
        if (next.isPresent()) {
            Map<String, CannedReply> others = new HashMap<>(ofOwner(next.get().owner()));
            present.ifPresent(reply -> others.values().remove(reply));
            if (others.containsKey(key(next.get()))) {
                return Change.SHORTCUT_TAKEN;
            }
            if (others.size() == MAX_OF_OWNER) {
                return Change.TOO_MANY;
            }
        }
        present.ifPresent(reply -> ofOwner(reply.owner()).remove(key(reply)));
        next.ifPresent(reply -> ofOwner(reply.owner()).put(key(reply), reply));
        Stream.concat(present.stream(), next.stream())
                .map(CannedReply::owner)
                .distinct()
                .forEach(this::announce);
        return Change.DONE;
    }

    private void announce(ReplyOwner owner) {
        Stream<UserId> receivers = switch (owner) {
            case ReplyOwner.Staff staff -> Stream.of(staff.id());
            case ReplyOwner.Everyone everyone ->
                Stream.of(Role.KEFU, Role.ADMIN)
                        .flatMap(role -> users.page(role, new PageRequest(1, PageRequest.MAX_SIZE)).items().stream())
                        .map(User::id);
        };
        receivers.forEach(user -> events.publish(user, new UserEvent.RepliesChanged(owner)));
    }

    @Override
    public synchronized void erase(UserId user, Role role) {
        replies.remove(new ReplyOwner.Staff(user));
    }

    private Map<String, CannedReply> ofOwner(ReplyOwner owner) {
        return replies.computeIfAbsent(owner, unknown -> new HashMap<>());
    }

    private static String key(CannedReply reply) {
        return ReplyList.key(reply.shortcut());
    }
}
