@NullMarked
package io.kefu.rest.csv;

import org.jspecify.annotations.NullMarked;
