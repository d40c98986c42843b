@NullMarked
package io.kefu.rest.security;

import org.jspecify.annotations.NullMarked;
