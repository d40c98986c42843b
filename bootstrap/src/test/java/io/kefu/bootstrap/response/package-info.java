@NullMarked
package io.kefu.bootstrap.response;

import org.jspecify.annotations.NullMarked;
