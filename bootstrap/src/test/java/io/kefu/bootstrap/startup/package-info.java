@NullMarked
package io.kefu.bootstrap.startup;

import org.jspecify.annotations.NullMarked;
