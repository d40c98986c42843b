/** The Redis that kefu starts itself if no other Redis is configured. */
@NullMarked
package io.kefu.bootstrap.embedded;

import org.jspecify.annotations.NullMarked;
