/** Serves the web pages and the JavaScript client from the folder {@code web} of the resources. */
@NullMarked
package io.kefu.rest.web;

import org.jspecify.annotations.NullMarked;
