/** Classes that both content stores use. */
@NullMarked
package io.kefu.filestore.store;

import org.jspecify.annotations.NullMarked;
