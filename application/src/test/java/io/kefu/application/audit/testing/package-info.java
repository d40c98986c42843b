/** An in-memory fake of the audit log, and its contract test. */
@NullMarked
package io.kefu.application.audit.testing;

import org.jspecify.annotations.NullMarked;
