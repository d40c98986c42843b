/** Reads requests before the server does: normalizes their heads and limits their bodies. */
@NullMarked
package io.kefu.rest.body;

import org.jspecify.annotations.NullMarked;
