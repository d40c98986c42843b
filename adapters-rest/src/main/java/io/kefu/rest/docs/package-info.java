@NullMarked
package io.kefu.rest.docs;

import org.jspecify.annotations.NullMarked;
