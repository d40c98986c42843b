@NullMarked
package io.kefu.application.connection;

import org.jspecify.annotations.NullMarked;
