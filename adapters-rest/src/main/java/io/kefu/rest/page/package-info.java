@NullMarked
package io.kefu.rest.page;

import org.jspecify.annotations.NullMarked;
