/** The audit log: who did what, when, and from which address. */
@NullMarked
package io.kefu.application.audit;

import org.jspecify.annotations.NullMarked;
