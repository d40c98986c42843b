/** The commands of the jar, except the one that starts the service. */
@NullMarked
package io.kefu.bootstrap.command;

import org.jspecify.annotations.NullMarked;
