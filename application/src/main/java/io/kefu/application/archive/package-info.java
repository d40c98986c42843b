/** Moving older entries of conversations to the archive. */
@NullMarked
package io.kefu.application.archive;

import org.jspecify.annotations.NullMarked;
