@NullMarked
package io.kefu.bootstrap.json;

import org.jspecify.annotations.NullMarked;
