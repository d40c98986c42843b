/** Clients that are generated from the OpenAPI document. */
@NullMarked
package io.kefu.bootstrap.clients;

import org.jspecify.annotations.NullMarked;
