@NullMarked
package io.kefu.rest.user;

import org.jspecify.annotations.NullMarked;
