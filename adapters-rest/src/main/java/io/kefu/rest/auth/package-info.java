@NullMarked
package io.kefu.rest.auth;

import org.jspecify.annotations.NullMarked;
