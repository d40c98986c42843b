/** What the stores have in common. */
@NullMarked
package io.kefu.filestore.store;

import org.jspecify.annotations.NullMarked;
