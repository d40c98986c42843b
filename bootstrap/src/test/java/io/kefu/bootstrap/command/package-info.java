@NullMarked
package io.kefu.bootstrap.command;

import org.jspecify.annotations.NullMarked;
