@NullMarked
package io.kefu.bootstrap;

import org.jspecify.annotations.NullMarked;
