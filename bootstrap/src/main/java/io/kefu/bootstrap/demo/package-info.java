@NullMarked
package io.kefu.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
