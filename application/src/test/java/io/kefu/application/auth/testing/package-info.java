/** In-memory fakes of the ports about logins, and the contract tests of these ports. */
@NullMarked
package io.kefu.application.auth.testing;

import org.jspecify.annotations.NullMarked;
