@NullMarked
package io.kefu.rest.note;

import org.jspecify.annotations.NullMarked;
