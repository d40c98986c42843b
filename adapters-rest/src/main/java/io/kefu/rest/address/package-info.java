/** Finds the address that a request comes from, also behind trusted proxies. */
@NullMarked
package io.kefu.rest.address;

import org.jspecify.annotations.NullMarked;
