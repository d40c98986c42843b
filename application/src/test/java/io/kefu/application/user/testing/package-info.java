/** Fakes and contracts of the ports of users. */
@NullMarked
package io.kefu.application.user.testing;

import org.jspecify.annotations.NullMarked;
