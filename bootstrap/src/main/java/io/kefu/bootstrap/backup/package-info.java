/** The file of a backup: how it is written, checked and read. */
@NullMarked
package io.kefu.bootstrap.backup;

import org.jspecify.annotations.NullMarked;
