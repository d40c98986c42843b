@NullMarked
package io.kefu.bootstrap.embedded;

import org.jspecify.annotations.NullMarked;
