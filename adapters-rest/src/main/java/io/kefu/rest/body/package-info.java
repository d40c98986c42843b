/** Keeps what comes in of a request within bounds, before the server and after. */
@NullMarked
package io.kefu.rest.body;

import org.jspecify.annotations.NullMarked;
