/** What the application needs of cryptography, by the libraries that are trusted with it. */
@NullMarked
package io.kefu.bootstrap.security;

import org.jspecify.annotations.NullMarked;
