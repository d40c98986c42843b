@NullMarked
package io.kefu.application.access;

import org.jspecify.annotations.NullMarked;
