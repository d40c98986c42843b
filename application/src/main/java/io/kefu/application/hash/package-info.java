@NullMarked
package io.kefu.application.hash;

import org.jspecify.annotations.NullMarked;
