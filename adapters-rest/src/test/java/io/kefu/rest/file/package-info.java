@NullMarked
package io.kefu.rest.file;

import org.jspecify.annotations.NullMarked;
