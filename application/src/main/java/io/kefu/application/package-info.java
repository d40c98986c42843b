@NullMarked
package io.kefu.application;

import org.jspecify.annotations.NullMarked;
