@NullMarked
package io.kefu.rest.connection;

import org.jspecify.annotations.NullMarked;
