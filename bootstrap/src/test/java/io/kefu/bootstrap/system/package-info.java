/** Tests of the whole system: a running node, called over HTTP. */
@NullMarked
package io.kefu.bootstrap.system;

import org.jspecify.annotations.NullMarked;
