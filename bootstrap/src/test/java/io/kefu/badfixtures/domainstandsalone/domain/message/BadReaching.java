package io.kefu.badfixtures.domainstandsalone.domain.message;

import io.kefu.badfixtures.domainstandsalone.application.message.port.MessageLog;

/** Loads what it should have been given. */
record BadReaching(MessageLog log) {}
