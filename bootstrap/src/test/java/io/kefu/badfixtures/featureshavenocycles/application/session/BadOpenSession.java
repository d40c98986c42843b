package io.kefu.badfixtures.featureshavenocycles.application.session;

import io.kefu.badfixtures.featureshavenocycles.application.message.BadSendMessage;
import java.util.List;

public record BadOpenSession(List<BadSendMessage> greetings) {}
