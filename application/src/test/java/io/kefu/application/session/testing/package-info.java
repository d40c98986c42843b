/** Fakes and contracts of the ports of desk and sessions. */
@NullMarked
package io.kefu.application.session.testing;

import org.jspecify.annotations.NullMarked;
