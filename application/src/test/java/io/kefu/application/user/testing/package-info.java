/** Users' ports in memory, and what every implementation of them must do. */
@NullMarked
package io.kefu.application.user.testing;

import org.jspecify.annotations.NullMarked;
