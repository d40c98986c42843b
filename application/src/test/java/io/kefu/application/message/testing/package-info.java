/** In-memory fakes of the ports about messages, and the contract tests of these ports. */
@NullMarked
package io.kefu.application.message.testing;

import org.jspecify.annotations.NullMarked;
