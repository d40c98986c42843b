/** Tests of two nodes behind a real reverse proxy. */
@NullMarked
package io.kefu.bootstrap.proxy;

import org.jspecify.annotations.NullMarked;
