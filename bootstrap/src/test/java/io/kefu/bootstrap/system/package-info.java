/** Tests of a running node through its HTTP API. */
@NullMarked
package io.kefu.bootstrap.system;

import org.jspecify.annotations.NullMarked;
