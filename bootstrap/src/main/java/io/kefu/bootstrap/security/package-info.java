/** Implements the ports that need cryptography: password hashes, identity tokens, secrets and the key of links. */
@NullMarked
package io.kefu.bootstrap.security;

import org.jspecify.annotations.NullMarked;
