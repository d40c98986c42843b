package io.kefu.badfixtures.domainisplainjava.domain.message;

import org.slf4j.LoggerFactory;

/** Logs from the domain. */
final class BadLogging {
    void log() {
        LoggerFactory.getLogger(BadLogging.class).info("sent");
    }
}
