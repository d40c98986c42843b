package io.kefu.badfixtures.domainisplainjava.domain.message;

import io.kefu.badfixtures.domainisplainjava.application.message.port.MessageLog;

/** Loads what it should have been given. */
record BadReaching(MessageLog log) {}
