/** In-memory fakes of the ports about access, and the contract tests of these ports. */
@NullMarked
package io.kefu.application.access.testing;

import org.jspecify.annotations.NullMarked;
