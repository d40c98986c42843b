@NullMarked
package io.kefu.domain;

import org.jspecify.annotations.NullMarked;
